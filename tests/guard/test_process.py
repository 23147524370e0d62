"""The guard: orderly answers cross, everything else is ended and told in one sentence."""

from __future__ import annotations

import logging
import os
import signal
import struct
from concurrent.futures import ThreadPoolExecutor

import pytest

from intake_app.domain.errors import GuardError, PacketTamperedError
from intake_app.domain.message import MN, M
from intake_app.guard import process
from intake_app.guard.strict_json import dumps

TOO_LONG = M("This file took too long to open and was set aside.")
TOO_MUCH = M("Opening this file needs more memory than Intake allows.")


def frame(head, body_size=0):
    encoded = dumps(head)
    return struct.pack(">IQ", len(encoded), body_size) + encoded


def test_a_job_gets_its_arguments_and_data_and_answers(guard):
    reply = guard.run("echo", {"list": [1, None, "é"]}, b"abc")

    assert reply.result["args"] == {"list": [1, None, "é"]}
    assert reply.data == b"cba"


def test_a_job_runs_in_another_process_that_knows_nothing_of_ours(guard, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_PARENT", "x")

    found = guard.run("look_around", {"path": str(tmp_path / "written")}).result

    assert found["environment"] == {}
    assert found["qt"] is False
    assert found["wrote"] is False
    assert found["core"] == [0, 0]
    assert found["processes"] == [0, 0]


def test_a_megabyte_goes_there_and_back(guard):
    data = bytes(range(256)) * 4096

    assert guard.run("echo", {}, data).data == data[::-1]


def test_a_warm_child_is_used_again(guard):
    first = guard.run("warm", {}).result["pid"]

    assert guard.run("warm", {}).result["pid"] == first


def test_a_child_that_is_not_warm_serves_once(guard):
    first = guard.run("echo", {}).result["pid"]

    assert guard.run("echo", {}).result["pid"] != first


def test_a_prepared_child_serves_the_first_request(guard):
    guard.prepare("warm")
    prepared = {child._process.pid for child in guard._children}

    assert {guard.run("warm", {}).result["pid"]} == prepared


def test_a_job_that_cannot_be_prepared_is_told_of_at_its_request(guard):
    guard.prepare("missing")

    with pytest.raises(GuardError):
        guard.run("missing", {})


def test_a_child_that_cannot_be_started_is_told_in_one_sentence():
    jobs = {"job": process.Job(target="x:y", cpu_s=5, wall_s=60, memory_mib=256)}

    with process.Guard(jobs, command=["/no/such/program"]) as guard, pytest.raises(GuardError):
        guard.run("job", {})


def test_a_warm_child_is_replaced_after_its_share_of_requests(guard, monkeypatch):
    monkeypatch.setattr(process, "REQUESTS_PER_CHILD", 2)

    served = [guard.run("warm", {}).result["pid"] for _ in range(3)]

    assert served[0] == served[1] != served[2]


def test_a_warm_child_that_died_while_idle_is_replaced(guard):
    pid = guard.run("warm", {}).result["pid"]
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)

    assert guard.run("warm", {}).result["pid"] != pid


def test_an_error_crosses_with_its_kind_and_its_messages(guard):
    with pytest.raises(PacketTamperedError) as caught:
        guard.run("refuse", {})

    part = M("Part {name} is damaged.", name="x")
    assert caught.value.summary == MN("{count} part.", "{count} parts.", 3, part=part)
    assert caught.value.hint == PacketTamperedError.hint


@pytest.mark.parametrize(
    ("job", "summary"),
    [
        ("loop", TOO_LONG),
        ("wait", TOO_LONG),
        ("eat", TOO_MUCH),
        ("die", GuardError.summary),
        ("fail", GuardError.summary),
        ("missing", GuardError.summary),
    ],
)
def test_a_job_that_goes_wrong_is_ended_and_told_in_one_sentence(guard, job, summary):
    with pytest.raises(GuardError) as caught:
        guard.run(job, {})

    assert caught.value.summary == summary
    assert guard._children == set()


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"\x00",
        b"garbage that is no frame at all",
        struct.pack(">IQ", 0xFFFFFFFF, 0),
        struct.pack(">IQ", 2, 1 << 60) + b"{}",
        struct.pack(">IQ", 2, 4) + b"{}x",
        struct.pack(">IQ", 2, 0) + b"[]",
        struct.pack(">IQ", 2, 0) + b"{]",
        frame({}),
        frame({"result": None}),
        frame({"failed": {"a": 1}}),
        frame({"failed": "x" * 1000}),
        frame({"error": 5, "summary": None}),
        frame({"error": "packet.tampered", "summary": "text"}),
        frame({"error": "packet.tampered"}),
    ],
)
def test_garbage_from_a_child_is_refused(guard, written):
    with pytest.raises(GuardError):
        guard.run("garble", {}, written)


def test_a_child_may_print_what_it_likes(guard, capfd):
    reply = guard.run("chatter", {})

    assert reply.result == {"read": ""}
    assert capfd.readouterr() == ("", "")


def test_what_a_job_failed_with_is_not_in_the_log(guard, caplog):
    caplog.set_level(logging.DEBUG)

    with pytest.raises(GuardError):
        guard.run("fail", {"name": "AMINA-MARK"}, b"AMINA-MARK")

    assert "LookupError" in caplog.text
    assert "AMINA-MARK" not in caplog.text


def test_requests_from_several_threads_do_not_mix(guard):
    def ask(number):
        return guard.run("warm", {"number": number}, b"%d" % number)

    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(ask, range(40)))

    assert [reply.result["args"] for reply in replies] == [{"number": n} for n in range(40)]
    assert [reply.data[::-1] for reply in replies] == [b"%d" % n for n in range(40)]


def test_closing_ends_the_job_that_is_running(child_command):
    jobs = {"wait": process.Job(target="time:sleep", cpu_s=5, wall_s=60, memory_mib=256)}
    guard = process.Guard(jobs, command=[child_command[0], "-c", "import time; time.sleep(60)"])

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(guard.run, "wait", {})
        while not guard._children:
            pass
        guard.close()

    assert isinstance(running.exception(), GuardError)


def test_a_closed_guard_runs_nothing(guard):
    pid = guard.run("warm", {}).result["pid"]

    guard.close()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(RuntimeError):
        guard.run("warm", {})

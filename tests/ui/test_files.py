from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QStorageInfo, Qt, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from intake_app.domain.message import M
from intake_app.ui.file_dialog import FileDialog
from intake_app.ui.files import FileChooser, FileRequest, Pick, plugged_in
from intake_app.ui.widgets.buttons import Button, Kind


class Taken(QObject):
    """Remembers what was chosen."""

    def __init__(self):
        super().__init__()
        self.paths = []

    @Slot(object)
    def take(self, path):
        """Take a path."""
        self.paths.append(path)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "stick").mkdir()
    (tmp_path / "one.age").write_bytes(b"1")
    (tmp_path / "notes.txt").write_bytes(b"2")
    (tmp_path / ".hidden.age").write_bytes(b"3")
    return tmp_path


@pytest.fixture
def dialog(language, qtbot, folder):
    def make(pick, **more):
        request = FileRequest(pick=pick, title=M("Open a stick"), start=folder, **more)
        widget = FileDialog(language, request)
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return make


def ok(dialog):
    return next(b for b in dialog.findChildren(Button) if b.kind is Kind.PRIMARY)


def test_folders_come_first_and_only_wanted_files_are_listed(dialog):
    shown = dialog(Pick.FILE, suffixes=(".age",))

    assert shown.names() == ["stick/", "one.age"]


def test_choosing_a_file_gives_its_path(dialog, qtbot, folder):
    shown = dialog(Pick.FILE, suffixes=(".age",))
    shown._list.setCurrentRow(1)

    with qtbot.waitSignal(shown.chosen) as heard:
        ok(shown).click()

    assert heard.args == [folder / "one.age"]


def test_a_folder_is_entered_and_taken(dialog, qtbot, folder):
    shown = dialog(Pick.FOLDER)
    shown._list.itemActivated.emit(shown._list.item(0))

    with qtbot.waitSignal(shown.chosen) as heard:
        ok(shown).click()

    assert heard.args == [folder / "stick"]


def test_a_typed_path_is_followed(dialog, qtbot, folder):
    shown = dialog(Pick.FOLDER)
    line = shown.findChild(QLineEdit)

    line.setText(str(folder / "stick"))
    line.returnPressed.emit()
    there = shown.folder()
    line.setText(str(folder / "nowhere"))
    line.returnPressed.emit()

    assert there == folder / "stick"
    assert shown.folder() == folder / "stick"


def test_a_file_is_written_where_the_path_line_says_though_nobody_pressed_enter(
    dialog, qtbot, folder
):
    shown = dialog(Pick.NEW_FILE, name="card.age")
    shown.findChild(QLineEdit).setText(str(folder / "stick"))

    with qtbot.waitSignal(shown.chosen) as heard:
        ok(shown).click()

    assert heard.args == [folder / "stick" / "card.age"]


@pytest.mark.parametrize("pick", [Pick.NEW_FILE, Pick.FOLDER, Pick.FILE])
def test_a_path_that_leads_nowhere_is_said_and_nothing_is_taken(dialog, qtbot, folder, pick):
    shown = dialog(pick, name="card.age")
    shown.findChild(QLineEdit).setText(str(folder / "stikc"))

    with qtbot.assertNotEmitted(shown.chosen):
        ok(shown).click()

    assert shown._note.text() == "There is no such folder or file."


def test_a_typed_folder_is_shown_before_a_file_in_it_is_opened(dialog, qtbot, folder):
    (folder / "stick" / "two.age").write_bytes(b"4")
    shown = dialog(Pick.FILE, suffixes=(".age",))
    shown.findChild(QLineEdit).setText(str(folder / "stick"))

    with qtbot.assertNotEmitted(shown.chosen):
        ok(shown).click()

    assert shown.names() == ["two.age"]


def test_a_folder_without_a_file_that_fits_says_so(dialog, folder):
    shown = dialog(Pick.FILE, suffixes=(".age",))

    shown.go_to(folder / "stick")

    assert shown._note.text() == "No file of this kind is here. Choose another folder."


def test_a_new_file_takes_the_place_of_none(dialog, qtbot, folder):
    shown = dialog(Pick.NEW_FILE, name="one.age")

    with qtbot.assertNotEmitted(shown.chosen):
        ok(shown).click()
    shown._name.setText("two.age")
    with qtbot.waitSignal(shown.chosen) as heard:
        ok(shown).click()

    assert heard.args == [folder / "two.age"]


def test_enter_in_the_name_of_a_new_file_writes_it_there(dialog, qtbot, folder):
    shown = dialog(Pick.NEW_FILE, name="contact.card")
    taken = Taken()
    shown.chosen.connect(taken.take)

    qtbot.keyClick(shown._name, Qt.Key.Key_Return)

    assert taken.paths == [folder / "contact.card"]


def test_the_window_title_tells_a_stranger_nothing(dialog):
    assert dialog(Pick.FILE).windowTitle() == "Intake"


def test_the_chooser_tells_whoever_asked(language, qtbot, folder):
    window, taken = QWidget(), Taken()
    qtbot.addWidget(window)
    window.show()
    request = FileRequest(pick=Pick.FOLDER, title=M("Open a stick"), start=folder)

    FileChooser(language).ask(request, window, taken.take)
    ok(window.findChild(FileDialog)).click()

    assert taken.paths == [folder]


@pytest.mark.parametrize("sticks", [[], ["stick"], ["stick", "other"]])
def test_the_only_stick_is_taken_without_asking_and_of_two_one_is_chosen(
    language, qtbot, folder, monkeypatch, sticks
):
    window, taken = QWidget(), Taken()
    qtbot.addWidget(window)
    places = [folder / name for name in sticks]
    monkeypatch.setattr("intake_app.ui.files.mounted_places", lambda: places)
    request = FileRequest(pick=Pick.FOLDER, title=M("Which stick or folder?"), only_stick=True)

    FileChooser(language).ask(request, window, taken.take)

    asked = window.findChildren(FileDialog)
    assert taken.paths == (places if len(places) == 1 else [])
    assert len(asked) == (0 if len(places) == 1 else 1)


def test_the_drive_of_the_home_folder_is_no_stick(folder, monkeypatch):
    home = Path(QStorageInfo(str(Path.home())).rootPath())
    places = [home, folder / "stick"]
    monkeypatch.setattr("intake_app.ui.files.mounted_places", lambda: places)

    assert plugged_in() == [folder / "stick"]

// A second reader of packets, format 1, written from docs/formats/packet.md alone.
// It takes one JSON job a line from stdin and prints one JSON line each: tests/data/packets/README.md.
// Public parts only: age-encryption for age, Node's own crypto for Ed25519, ML-DSA-65 and SHA-256.

import { createHash, createPublicKey, verify } from "node:crypto";
import { createInterface } from "node:readline";
import { Decrypter, Encrypter } from "age-encryption";

const MIB = 1024 * 1024;
const PACKET = "application/vnd.intake.packet.v1+json";
const CARD = "application/vnd.intake.card.v1+json";
const ROSTER = "application/vnd.intake.roster.v1+json";
const SUCCESSION = "application/vnd.intake.succession.v1+json";
const ENVELOPE = "manifest.dsse.json";

class Refused extends Error {}
const refuse = (reason) => { throw new Refused(reason); };
const need = (fact, reason) => { if (!fact) refuse(reason); };
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256"));
const hex = (bytes) => sha256(bytes).digest("hex");

// ---- 1. Canonical JSON, read strictly -------------------------------------------------------

class Fraction {} // a number that is no integer: no key of this format takes one

function readJson(bytes) {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const token = /[ \t\n\r]*(?:([{}[\],:])|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)|(true|false|null)|$)/y;
  let seen;
  const next = () => {
    if ((seen = token.exec(text)) === null) throw new SyntaxError("no JSON");
    return seen[1];
  };
  const string = () => {
    const value = seen[2] && JSON.parse(seen[2]);
    if (value === undefined || !value.isWellFormed()) throw new SyntaxError("no string");
    return value;
  };
  const list = (depth) => {
    const items = [];
    if (next() === "]") return items;
    for (;;) {
      items.push(value(depth));
      if (next() === "]") return items;
      if (seen[1] !== ",") throw new SyntaxError("no array");
      next();
    }
  };
  const object = (depth) => {
    const members = Object.create(null);
    if (next() === "}") return members;
    for (;;) {
      const key = string();
      if (key in members || next() !== ":") throw new SyntaxError("no object, or a key twice");
      next();
      members[key] = value(depth);
      if (next() === "}") return members;
      if (seen[1] !== ",") throw new SyntaxError("no object");
      next();
    }
  };
  const value = (depth) => {
    const [, mark, quoted, number, word] = seen;
    if (depth > 64) throw new SyntaxError("too deep");
    if (mark === "{" || mark === "[") {
      return mark === "{" ? object(depth + 1) : list(depth + 1);
    }
    if (quoted !== undefined) return string();
    if (word) return JSON.parse(word);
    if (!number) throw new SyntaxError("no value");
    if (!/^-?[0-9]+$/.test(number)) {
      if (!Number.isFinite(Number(number))) throw new SyntaxError("a number out of range");
      return new Fraction();
    }
    if (number.replace("-", "").length > 4300) throw new SyntaxError("a number out of range");
    return Number.isSafeInteger(Number(number)) ? Number(number) : BigInt(number);
  };
  next();
  const whole = value(0);
  next();
  if (seen.slice(1).some((part) => part !== undefined)) throw new SyntaxError("more behind the value");
  return whole;
}

// The words of section 1, each a function that says whether a value is one.
const isText = (v) => typeof v === "string";
const text = (most, least = 0) => (v) => isText(v) && v.length <= 2 * most && [...v].length <= most && v.length >= least;
const spoken = (most) => (v) => text(most)(v) && /\P{White_Space}/u.test(v);
const match = (pattern) => (v) => isText(v) && pattern.test(v);
const token = (v) => text(128, 1)(v) && !/[\p{White_Space}\p{Cc}]/u.test(v);
const id = match(/^[a-z2-7]{26}$/);
const hash = match(/^[0-9a-f]{64}$/);
const name = match(/^[0-9a-f]{32}$/);
const tag = (v) => match(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)(v) && v.length <= 35;
const flag = (v) => typeof v === "boolean";
const integer = (least = 0, most = Number.MAX_SAFE_INTEGER) => (v) => Number.isSafeInteger(v) && v >= least && v <= most;
const word = (...words) => (v) => words.includes(v);
const nothing = (v) => v === null;
const either = (...checks) => (v) => checks.some((check) => check(v));
const isObject = (v) => typeof v === "object" && v !== null && !Array.isArray(v) && !(v instanceof Fraction);
const object = (keys) => (v) => isObject(v) && Object.entries(keys).every(([key, check]) => key in v && check(v[key]));
const list = (most, check, of) => (v) => Array.isArray(v) && v.length <= most && v.every(check)
  && (of === undefined || new Set(v.map(of)).size === v.length);
const same = (v) => v;
const wordings = (v) => isObject(v) && Object.keys(v).length <= 16 && Object.entries(v).every(([k, w]) => tag(k) && text(20000)(w));
const decode = (v) => (isText(v) && Buffer.from(v, "base64").toString("base64") === v ? Buffer.from(v, "base64") : null);
const base64 = (least, most = least) => (v) => {
  const bytes = decode(v);
  return bytes !== null && bytes.length >= least && bytes.length <= most;
};
const day = (v) => match(/^\d{4}-\d\d-\d\d$/)(v) && v > "0001" && !Number.isNaN(Date.parse(v)) && new Date(v).toISOString().startsWith(v);
const moment = (v) => match(/^.{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/)(v) && day(v.slice(0, 10));

// ---- 2. and 7. Fingerprints and cards -------------------------------------------------------

const L = (n) => { const out = Buffer.alloc(8); out.writeBigUInt64BE(BigInt(n)); return out; };
const framed = (...parts) => parts.flatMap((part) => [L(part.length), part]);
const fingerprint = (keys) => sha256("intake-card-v1\0", ...framed(keys.ed25519, keys.ml_dsa_65, Buffer.from(keys.recipient))).digest("hex");
const keyId = (keys) => "SHA256:" + sha256(keys.ed25519, keys.ml_dsa_65).digest("base64url");
const jwk = (fields) => createPublicKey({ format: "jwk", key: fields });

const P = 2n ** 255n - 19n;
const LOW_ORDER_Y = [0n, 1n, P - 1n, P, P + 1n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n];
function isLowOrder(key) {
  const y = BigInt("0x" + Buffer.from(key).reverse().toString("hex")) & (2n ** 255n - 1n);
  return LOW_ORDER_Y.includes(y);
}

const oneLine = (most, least = 0) => (v) => text(most, least)(v)
  && !/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/u.test(v) && v === v.split(/\p{White_Space}+/u).filter(Boolean).join(" ");
const GROUPS = ["need", "people", "languages", "keep-away", "name", "contact", "health", "account", "observed"];
const isCard = object({
  fmt: integer(1), min_reader: integer(1), name: oneLine(100, 1), role: oneLine(200),
  keys: object({ ed25519: base64(32), ml_dsa_65: base64(1952), recipient: match(/^age1pq1[0-9a-z]+$/) }),
  supersedes: either(nothing, base64(1, 8192)), mailbox: id, created: moment, expires: moment,
  languages: list(16, tag), needs: list(GROUPS.length, word(...GROUPS), same), answer_to: oneLine(500),
});

async function readCard(bytes, now) {
  const bad = "cannot-be-used";
  need(bytes.length <= 64 * 1024, bad);
  const envelope = readEnvelope(bytes);
  need(envelope?.type === CARD, bad);
  const card = reading(envelope.payload, bad);
  need(object({ fmt: integer(1), min_reader: integer(1) })(card), bad);
  need(card.min_reader <= 1 && card.min_reader <= card.fmt && isCard(card), bad);
  const keys = { ed25519: decode(card.keys.ed25519), ml_dsa_65: decode(card.keys.ml_dsa_65), recipient: card.keys.recipient };
  need(!isLowOrder(keys.ed25519) && envelope.keyid === keyId(keys) && isSigned(envelope, keys), bad);
  need(card.supersedes === null || isSuccession(decode(card.supersedes), fingerprint(keys)), bad);
  const sealer = new Encrypter();
  try { sealer.addRecipient(keys.recipient); await sealer.encrypt("x"); } catch { refuse(bad); }
  const made = Date.parse(card.created), until = Date.parse(card.expires), present = Date.parse(now);
  need(card.expires > card.created && until - made <= 732 * 86400e3, bad);
  need(until > present && made <= present + 2 * 86400e3, bad);
  return { keys, fingerprint: fingerprint(keys), keyid: envelope.keyid };
}

function isSuccession(bytes, to) { // roster.md, section 4
  const claim = readEnvelope(bytes);
  if (claim?.type !== SUCCESSION) return false;
  const said = reading(claim.payload, "cannot-be-used");
  const isOne = object({ fmt: word(1), min_reader: word(1), before: hash, after: word(to), at: moment });
  return isOne(said);
}

// roster.md, sections 2 and 3: what a roster says of cards, or null when it cannot be used.
const isRosterSaid = object({
  fmt: word(1), min_reader: word(1), org: oneLine(100, 1), root: object({ ed25519: base64(32), ml_dsa_65: base64(1952) }),
  supersedes: either(nothing, base64(1, 8192)), version: integer(1), issued: moment, expires: moment,
  members: list(200, object({ card: hash, role: oneLine(100), may: list(2, word("sign", "import"), same), inbox: flag })),
  revoked: list(200, object({ card: hash, since: moment, why: word("lost", "stolen", "seized", "left", "replaced", "other") })),
  partners: list(50, object({ root: hash, name: oneLine(100, 1) }), (p) => p.root),
});
function readRoster(bytes, now) {
  const envelope = readEnvelope(bytes);
  if (envelope?.type !== ROSTER) return null;
  let said;
  try { said = readJson(envelope.payload); } catch { return null; }
  if (!isRosterSaid(said)) return null;
  const keys = { ed25519: decode(said.root.ed25519), ml_dsa_65: decode(said.root.ml_dsa_65) };
  if (isLowOrder(keys.ed25519) || envelope.keyid !== keyId(keys) || !isSigned(envelope, keys)) return null;
  const cards = [...said.members, ...said.revoked].map((c) => c.card);
  if (new Set(cards).size !== cards.length || Date.parse(said.issued) > Date.parse(now) + 2 * 86400e3) return null;
  return { ...said, keyid: envelope.keyid };
}

function isTakenBack(m, job) { // 13a: by the rosters held, all of checked roots, and the one that rides along
  const held = (job.held?.rosters ?? []).map((bytes) => readRoster(Buffer.from(bytes, "base64"), job.now));
  const fresh = m.roster === null ? null : readRoster(decode(m.roster), job.now);
  const place = fresh === null ? -1 : held.findIndex((roster) => roster.keyid === fresh.keyid);
  if (place >= 0 && fresh.version > held[place].version) held[place] = fresh;
  const isIn = (cards) => cards.some((card) => card.card === m.from && !(job.now < card.since));
  return isIn(job.held?.revoked ?? []) // an organisation revokes its own members only
    || held.some((roster) => isIn(roster.revoked) && !held.some((other) => other !== roster && isIn(other.members)));
}

// ---- 3. Envelope ----------------------------------------------------------------------------

function readEnvelope(bytes) { // null when it is none
  let found;
  try { found = readJson(bytes); } catch { return null; }
  const isEnvelope = object({ payload: isText, payloadType: isText, signatures: list(2, object({ keyid: isText, sig: isText })) });
  if (!isEnvelope(found) || found.signatures.length !== 2) return null;
  const [first, second] = found.signatures;
  const one = (s) => `{"keyid":${JSON.stringify(s.keyid)},"sig":${JSON.stringify(s.sig)}}`;
  const canonical = `{"payload":${JSON.stringify(found.payload)},"payloadType":${JSON.stringify(found.payloadType)},"signatures":[${one(first)},${one(second)}]}`;
  if (!Buffer.from(canonical).equals(bytes)) return null;
  if (second.keyid !== first.keyid + "#ml-dsa-65") return null;
  if (!decode(first.sig) || !decode(second.sig) || !decode(found.payload)) return null;
  return { payload: decode(found.payload), type: found.payloadType, keyid: first.keyid, ed: decode(first.sig), ml: decode(second.sig) };
}

function isSigned(envelope, keys) {
  const said = Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(envelope.type)} ${envelope.type} ${envelope.payload.length} `), envelope.payload]);
  const ed = jwk({ kty: "OKP", crv: "Ed25519", x: keys.ed25519.toString("base64url") });
  const ml = jwk({ kty: "AKP", alg: "ML-DSA-65", pub: keys.ml_dsa_65.toString("base64url") });
  return envelope.ed.length === 64 && verify(null, said, ed, envelope.ed)
    && envelope.ml.length === 3309 && verify(null, said, ml, envelope.ml);
}

// ---- 4. Container: age and ustar ------------------------------------------------------------

const unpadded = (v) => { const out = Buffer.from(v, "base64"); return out.toString("base64").replace(/=+$/, "") === v ? out : null; };

function ageHeader(file) { // the header, or null when it is not one of allowed stanzas
  const end = file.indexOf("\n--- ");
  const close = end < 0 ? -1 : file.indexOf("\n", end + 5);
  if (close < 0) return null;
  const lines = file.subarray(0, end).toString("latin1").split("\n");
  if (lines.shift() !== "age-encryption.org/v1") return null;
  let stanzas = 0;
  while (lines.length > 0) {
    const share = /^-> mlkem768x25519 ([A-Za-z0-9+/]+)$/.exec(lines.shift());
    if (share === null || unpadded(share[1])?.length !== 1120) return null;
    if (unpadded(lines.shift() ?? "")?.length !== 32) return null;
    stanzas += 1;
  }
  if (stanzas < 1 || stanzas > 64 || unpadded(file.subarray(end + 5, close).toString("latin1"))?.length !== 32) return null;
  return file.subarray(0, close + 1);
}

const known = new Map(); // file keys of headers that were opened before: many vectors share theirs
function keyOf(header, identity) {
  const name = identity + header.toString("latin1");
  if (!known.has(name)) {
    const keeper = new Decrypter();
    keeper.addIdentity(identity);
    known.set(name, keeper.decryptHeader(header));
  }
  return known.get(name);
}

async function openAge(file, identity, reasons) {
  const header = ageHeader(file);
  need(header !== null, reasons.malformed);
  const opener = new Decrypter();
  try {
    const fileKey = await keyOf(header, identity);
    opener.addIdentity({ unwrapFileKey: () => fileKey });
  } catch (error) {
    if (error.message.startsWith("no identity matched")) refuse(reasons.others);
    refuse(error.message === "invalid header HMAC" ? "changed-or-damaged" : reasons.malformed);
  }
  try { return Buffer.from(await opener.decrypt(file)); } catch { return refuse("changed-or-damaged"); }
}

function ustarHeader(member, size) {
  const block = Buffer.alloc(512);
  const octal = (n, digits) => n.toString(8).padStart(digits, "0") + "\0";
  block.write(member, 0, "latin1");
  block.write("0000600\0" + "0000000\0" + "0000000\0" + octal(size, 11) + octal(0, 11) + "        0", 100, "latin1");
  block.write("ustar\x0000", 257, "latin1");
  block.write("0000000\x000000000\0", 329, "latin1");
  block.write(block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, "0") + "\0 ", 148, "latin1");
  return block;
}

const isZero = (bytes) => Buffer.alloc(bytes.length).equals(bytes);

function readUstar(archive) { // {envelope, blobs}, or null when it is not as section 4 says
  const members = [];
  for (let at = 0; ;) {
    const block = archive.subarray(at, at + 512);
    if (block.length < 512) return null;
    if (isZero(block)) {
      if (archive.length !== at + 1024 || !isZero(archive.subarray(at))) return null;
      break;
    }
    const member = block.subarray(0, 100).toString("latin1").replace(/\0+$/, "");
    const digits = /^([0-7]{11})\0$/.exec(block.subarray(124, 136).toString("latin1"));
    if (digits === null || members.length > 18) return null;
    const size = parseInt(digits[1], 8);
    if (!block.equals(ustarHeader(member, size))) return null;
    const full = Math.ceil(size / 512) * 512;
    if (at + 512 + full > archive.length || !isZero(archive.subarray(at + 512 + size, at + 512 + full))) return null;
    members.push({ member, bytes: archive.subarray(at + 512, at + 512 + size) });
    at += 512 + full;
  }
  const first = members.shift(), last = members.pop();
  if (first?.member !== ENVELOPE || first.bytes.length > 12 * MIB) return null;
  if (last?.member !== "pad" || !isZero(last.bytes) || members.length > 16) return null;
  if (!members.every((m) => m.member === "blobs/" + hex(m.bytes))) return null;
  if (new Set(members.map((m) => m.member)).size !== members.length) return null;
  return { envelope: first.bytes, blobs: members.map((m) => m.bytes) };
}

// ---- 6. Bodies ------------------------------------------------------------------------------

const isAnswer = (v) => object({
  form: integer(0, 15), node: (n) => text(500)(n) && n.startsWith("/"), label: wordings, value: text(20000), shown: wordings,
  state: either(nothing, word("asked-declined", "asked-unknown", "temp-unknown", "not-asked", "masked")),
  basis: either(nothing, word("said", "seen", "document", "third-party", "impression")),
  via: text(100), languages: list(16, tag), at: either(nothing, moment), sensitivity: integer(0, 3),
})(v) && (v.state === null || (v.value === "" && Object.keys(v.shown).length === 0));
const groups = list(GROUPS.length, object({ group: word(...GROUPS), answers: list(2000, isAnswer) }), (g) => g.group);
const OUTSIDE = ["need", "people", "languages", "keep-away"];
const isForm = object({ form_id: token, version: text(250), logic_hash: token, text_hash: token });
const forms = list(15, isForm);
const areOf = (found, further) => further <= 15 && found.every((g) => g.answers.every((a) => a.form <= further));
const isOutside = (found) => found.every((g) => g.answers.every((a) => OUTSIDE.includes(g.group) && a.sensitivity < 3));

const isTerms = (v) => object({
  consent: id, basis: word("consent", "vital-interest", "legal-duty", "child-best-interest"), law: text(250), decided_by: text(100),
  told: either(nothing, flag), purpose: text(500), until: moment, onward: flag, no_authorities: flag,
})(v) && (v.basis === "consent" ? v.law === "" && v.decided_by === "" && v.told === null : spoken(250)(v.law) && spoken(100)(v.decided_by));

const isShared = (v) => object({
  reference: match(/^([1-9][0-9]{5})?$/), age: either(nothing, word("adult", "maybe-under-18", "under-18")),
  urgency: word("24h", "72h", "2w", ""), services: list(100, token), languages: list(16, tag),
  circumstances: object({
    people: either(nothing, object({ adults: integer(0, 1000),
      children: list(3, object({ band: word("0-5", "6-12", "13-17"), count: integer(1, 1000) }), (c) => c.band) })),
    region: text(100), gender_wish: either(nothing, word("woman", "man", "none")), access: list(100, token),
    danger: list(4, word("followed", "threatened", "inside", "none-said"), same), must_not_know: text(500),
  }),
  groups: (v) => groups(v) && isOutside(v), terms: isTerms,
  form: isForm, forms, answer_to: text(500),
})(v) && areOf(v.groups, v.forms.length);
const referralKeys = {
  shared: isShared, inner: either(nothing, object({ sha256: hash, size: integer(), plain_sha256: hash })), phone_key: base64(16),
  supersedes: either(nothing, id), parts: list(4096, name, same),
};
const isReferral = object(referralKeys);
const isPassedOn = (v) => object({
  ...referralKeys, origin: object({ office: oneLine(100, 1), card: hash, packet: id, manifest_hash: hash }),
})(v) && v.shared.terms.basis === "consent" && !v.shared.terms.onward && v.parts.length === 0 && v.supersedes === null
  && (v.inner === null || v.shared.age === "adult");
const isReceipt = (v) => object({
  of: id, manifest_hash: hash, status: word("delivered", "accepted", "can-help-from", "declined", "arrived", "closed", "passed-on"),
  reason: either(nothing, word("full", "not-offered", "not-for-them", "language", "too-far", "not-safe", "other")),
  start: either(nothing, day), note: text(2000),
})(v) && (v.status !== "passed-on" || spoken(2000)(v.note)) && (v.status === "declined" || v.reason === null) && (v.status === "can-help-from") === (v.start !== null);
const isQuestion = object({ of: id, manifest_hash: hash, text: spoken(2000), language: tag });
const isNotice = object({ of: id, manifest_hash: hash });
const isErasure = (v) => object({ of: id, manifest_hash: hash, outcome: word("erased", "partly", "kept"), law: text(250), note: text(2000) })(v)
  && (v.outcome === "erased" ? v.law === "" : spoken(250)(v.law));
const isRoster = object({ envelope: base64(1, 65536) });
const isPublication = object({ version: integer(1), files: list(16, object({ name: oneLine(100, 1), sha256: hash, size: integer(1) })) });

const KINDS = {
  referral: isReferral, update: isReferral, "passed-on": isPassedOn, receipt: isReceipt, question: isQuestion, answer: isQuestion,
  withdrawal: isNotice, "erasure-request": isNotice, recall: isNotice, "erasure-answer": isErasure,
  roster: isRoster, directory: isPublication, forms: isPublication,
};
const ABOUT = { receipt: 1, question: 1, answer: 1, withdrawal: 1, "erasure-request": 1, recall: 1, "erasure-answer": 1 };
const ROLES = { referral: "inner", update: "inner", "passed-on": "inner", directory: "directory", forms: "form" };

// ---- 5. Manifest ----------------------------------------------------------------------------

const isHead = object({
  fmt: integer(1), min_reader: integer(1), packet_id: id, from: hash, to: list(16, hash, same),
  channel: (v) => object({ seq: integer(1), prev: either(hash, word("")) })(v) && (v.seq === 1) === (v.prev === ""),
  created: moment, in_reply_to: either(nothing, id), audit_head: object({ n: integer(), h: either(hash, word("")) }),
  roster: either(nothing, base64(1, 65536)), body: isObject,
  blobs: list(16, object({ sha256: hash, size: integer(), role: word("inner", "directory", "form") }), (b) => b.sha256),
});

function isWhole(m) { // check 12
  if (!isHead(m) || !KINDS[m.kind](m.body)) return false;
  const { of = null, supersedes = null, inner = null, files = inner === null ? [] : [inner] } = m.body;
  const isReferred = ["referral", "update", "passed-on"].includes(m.kind);
  if (isReferred && (m.kind === "update") !== (supersedes !== null)) return false;
  if (m.in_reply_to !== (isReferred ? supersedes : m.kind in ABOUT ? of : null)) return false;
  if (m.kind === "directory" ? files.length !== 1 : m.kind === "forms" && files.length < 1) return false;
  const named = m.kind in ROLES ? files : [];
  return named.length === m.blobs.length
    && m.blobs.every((b, n) => b.role === ROLES[m.kind] && b.sha256 === named[n].sha256 && b.size === named[n].size);
}

function reading(bytes, otherwise) {
  try { return readJson(bytes); } catch { return refuse(otherwise); }
}

async function takeIn(job) {
  const file = Buffer.from(job.file, "base64");
  need(job.name === undefined || job.name === hex(file).slice(0, 32) + ".age", "changed-or-damaged");
  need(file.length <= 16 * MIB, "not-a-packet"); // 1
  const archive = await openAge(file, job.identity, { malformed: "not-a-packet", others: "for-another-office" }); // 1, 2, 3
  const begins = archive.subarray(0, ENVELOPE.length + 1).toString("latin1") === ENVELOPE + "\0";
  if (!begins && archive.length === MIB) {
    return job.held?.parts?.includes(hex(file).slice(0, 32)) ? { kind: "part" } : refuse("part");
  }
  need(begins, "not-a-packet"); // 4
  const inside = readUstar(archive);
  const envelope = inside && readEnvelope(inside.envelope);
  need(envelope, "changed-or-damaged"); // 5
  need(envelope.type === PACKET, "not-a-packet");
  const signer = (await cards(job)).find((card) => card.keyid === envelope.keyid);
  need(signer, "unknown-sender"); // 6
  need(isSigned(envelope, signer.keys), "changed-or-damaged"); // 7
  need(envelope.payload.length <= 8 * MIB, "cannot-be-used");
  const m = reading(envelope.payload, "cannot-be-used");
  need(isObject(m) && integer()(m.fmt) && integer()(m.min_reader), "cannot-be-used"); // 8
  need(m.min_reader <= 1, "newer-version");
  need(m.min_reader >= 1 && m.min_reader <= m.fmt, "cannot-be-used");
  need(text(100)(m.kind), "cannot-be-used");
  need(Object.hasOwn(KINDS, m.kind), "newer-version"); // 9
  need(hash(m.from), "cannot-be-used");
  need(m.from === signer.fingerprint, "unknown-sender"); // 10
  const own = (await card(job.own, job.now)).fingerprint;
  need(list(16, hash)(m.to) && m.to.length > 0, "cannot-be-used");
  need(m.to.includes(own), "for-another-office"); // 11
  need(isWhole(m), "cannot-be-used"); // 12
  need(inside.blobs.length === m.blobs.length, "changed-or-damaged"); // 13
  need(m.blobs.every((b, n) => inside.blobs[n].length === b.size && hex(inside.blobs[n]) === b.sha256), "changed-or-damaged");
  const manifestHash = hex(envelope.payload);
  againstHeld(m, manifestHash, job);
  return { kind: m.kind, m, manifestHash, inner: inside.blobs[0] };
}

function againstHeld(m, manifestHash, job) {
  const { taken = [], made = [] } = job.held ?? {};
  need(!isTakenBack(m, job), "taken-back"); // 13a
  const again = [...taken, ...made].find((p) => p.packet_id === m.packet_id);
  if (again) refuse(again.manifest_hash === manifestHash ? "already-in" : "already-in-and-other"); // 14
  const channel = taken.filter((p) => p.from === m.from);
  const before = channel.find((p) => p.manifest_hash === m.channel.prev);
  need(!before || m.channel.seq === before.seq + 1, "cannot-be-used"); // 15
  need(m.channel.seq <= Math.max(0, ...channel.map((p) => p.seq)) + 10000, "cannot-be-used");
  aboutWhat(m, channel, made.filter((p) => p.to === m.from), [...taken, ...made]); // 16
}

function aboutWhat(m, theirs, ours, all) {
  const of = m.in_reply_to, own = ["referral", "update"], whole = [...own, "passed-on"], notices = ["withdrawal", "erasure-request", "recall"];
  const one = (packets, kinds, anyHash) => packets.some((p) => p.packet_id === of && kinds.includes(p.kind) && (anyHash || p.manifest_hash === m.body.manifest_hash));
  const isHeld = all.some((p) => p.packet_id === of);
  if (m.kind === "receipt") need(one(ours, whole), "not-made-here");
  if (m.kind === "answer") need(one(ours, ["question"]), "not-made-here");
  if (m.kind === "erasure-answer") need(one(ours, notices), "not-made-here");
  if (m.kind === "question") need(!isHeld || one(ours, whole) || one(theirs, whole), "not-sent-from-there");
  if (notices.includes(m.kind)) need(!isHeld || one(theirs, whole), "not-sent-from-there");
  if (m.kind === "update") need(!isHeld || one(theirs, own, true), "not-sent-from-there");
}

const read = new Map(); // cards that were read once, or null: a card that is refused is not held
async function card(file, now) {
  const key = file + now;
  if (!read.has(key)) read.set(key, await readCard(Buffer.from(file, "base64"), now).catch(() => null));
  return read.get(key);
}
const cards = async (job) => (await Promise.all(job.senders.map((file) => card(file, job.now)))).filter(Boolean);

// ---- The inner layer (section 4) and part files (section 8) ---------------------------------

const isAttachment = (v) => object({
  sha256: hash, size: integer(1), type: text(100), role: word("photo", "document", "recording"), label: text(250), parts: list(4096, name),
})(v) && v.parts.length === Math.ceil(v.size / MIB);
const isInner = object({ salt: base64(16), forms, groups, attachments: list(100, isAttachment) });

async function accept(packet, job) {
  const { inner, parts } = packet.m.body;
  if (inner === null) return { groups: [], attachments: [] };
  const blob = job.blob === undefined ? packet.inner : Buffer.from(job.blob, "base64"); // as it was kept
  need(hex(blob) === inner.sha256, "changed-or-damaged"); // i1
  const plain = await openAge(blob, job.identity, { malformed: "changed-or-damaged", others: "rest-for-another-office" }); // i2, i3, i4
  need(hex(plain) === inner.plain_sha256, "changed-or-damaged"); // i5
  const bad = "cannot-be-used";
  const end = plain.findLastIndex((byte) => byte !== 0x20) + 1; // i6
  need(plain.length <= 8 * MIB && plain.length % 4096 === 0 && plain.length - end < 4096 && plain[end - 1] === 0x7d, bad);
  const found = reading(plain.subarray(0, end), bad);
  need(isInner(found), bad);
  need(JSON.stringify(found.attachments.flatMap((a) => a.parts)) === JSON.stringify(parts), bad); // i7
  need(areOf(found.groups, packet.m.body.shared.forms.length + found.forms.length), bad);
  return found;
}

async function join(attachment, job) {
  const whole = createHash("sha256");
  let left = attachment.size;
  for (const part of attachment.parts) {
    need(part in job.parts, "part-missing");
    const file = Buffer.from(job.parts[part], "base64");
    need(hex(file).slice(0, 32) === part, "changed-or-damaged"); // p1
    const plain = await openAge(file, job.identity, { malformed: "changed-or-damaged", others: "for-another-office" }); // p2, p3, p4
    need(plain.length === MIB, "changed-or-damaged");
    const used = Math.min(left, MIB);
    need(isZero(plain.subarray(used)), "changed-or-damaged"); // p5
    whole.update(plain.subarray(0, used));
    left -= used;
  }
  need(whole.digest("hex") === attachment.sha256, "changed-or-damaged"); // p6
}

// ---- One job --------------------------------------------------------------------------------

async function run(job) {
  let stage = "packet", kind = null;
  try {
    if (job.card !== undefined) {
      stage = "card";
      return { ok: true, stage, reason: "ok", kind: "card", fingerprint: (await readCard(Buffer.from(job.card, "base64"), job.now)).fingerprint };
    }
    const packet = await takeIn(job);
    kind = packet.kind;
    const said = { kind, packet_id: packet.m?.packet_id, manifest_hash: packet.manifestHash };
    if (!job.accept || packet.m?.body.shared === undefined) return { ok: true, stage, reason: "ok", ...said };
    stage = "inner";
    const inner = await accept(packet, job);
    if (job.parts === undefined) return { ok: true, stage, reason: "ok", ...said, groups: inner.groups.map((g) => g.group) };
    stage = "parts";
    for (const attachment of inner.attachments) await join(attachment, job);
    return { ok: true, stage, reason: "ok", ...said, attachments: inner.attachments.map((a) => a.sha256) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, stage, reason: error.message, kind };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await run(JSON.parse(line))) + "\n");
}

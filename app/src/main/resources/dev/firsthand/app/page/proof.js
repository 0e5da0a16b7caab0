// Checks a proof as docs/formats/evidence.md says, with nothing but the bytes, a policy and a keys file. Of signatures it
// checks Ed25519, which is what browsers have; and it takes each statement by itself, not the order of a recording's steps.
const PART = /^part (checkpoint|link|tombstone|statement|files|release) ([A-Za-z0-9][A-Za-z0-9._-]{0,99}) (\d{1,7}) ([0-9a-f]{64})$/;
const LINE_BYTES_MAX = 300;
const BODY_BYTES_MAX = 2 << 20;
const STATEMENT_BYTES_MAX = 256 << 10;
const HASHES_MAX = 64;
const SIGNATURES_MAX = 128;
const SIGNERS_MAX = 16;
const INDEX_END = 1n << 64n;
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
// What was cut out of a release must not pass for a receipt: the kinds of parts are not signed.
const OF_RELEASE = ['capture', 'ingest', 'qc', 'redact', 'review', 'label', 'release', 'erase'];
const PREDICATE = /^https:\/\/firsthand\.dev\/att\/([a-z]+)\/v1$/;
const LOG_KEY = 1;
const WITNESS_KEY = 4;

// What does not hold: the part, and why as one word that the page has words for. Of the part `keys` it says that
// nothing could be checked.
export class Fault extends Error {
  constructor(part, why) {
    super(`${part}: ${why}`);
    this.part = part;
    this.why = why;
  }
}

const text = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const same = (one, other) => hex(one) === hex(other);

function joined(...pieces) {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

async function sha256(...pieces) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...pieces)));
}

async function signed(key, message, signature) {
  return signature.length === 64 && crypto.subtle.verify('Ed25519', key.key, signature, message);
}

// Only the one form in which base64 is written is read; otherwise the answer is nothing.
function unbase64(text, length) {
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return base64(bytes) === text && (length === undefined || bytes.length === length) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

// A number of 64 bits in its one decimal form.
function decimal(digits) {
  return /^(0|[1-9]\d{0,19})$/.test(digits) && BigInt(digits) < INDEX_END ? BigInt(digits) : undefined;
}

// JSON in which no key stands twice, so that nobody can read it in two ways.
function json(bytes) {
  const read = text(bytes);
  const value = JSON.parse(read);
  const written = [...read.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter((string) => string[1]).length;
  if (written !== keysIn(value)) throw new SyntaxError('a key stands twice');
  return value;
}

function keysIn(value) {
  if (value === null || typeof value !== 'object') return 0;
  const inside = Object.values(value).reduce((count, one) => count + keysIn(one), 0);
  return inside + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

// A key in its text form, name+id+key. Of kinds that browsers do not have, only the name.
async function verifierKey(vkey) {
  const [, name, id, key64] = vkey.match(/^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/) ?? [];
  const coded = unbase64(key64 ?? '');
  const isWhole = coded && hex(await sha256(utf8(`${name}\n`), coded)).startsWith(id);
  const kind = coded?.[0];
  const isUsable = [LOG_KEY, WITNESS_KEY].includes(kind);
  if (!isWhole || (isUsable && coded.length !== 33)) throw new Fault('keys', 'key');
  if (!isUsable) return { name, id, kind };
  const key = await crypto.subtle.importKey('raw', coded.subarray(1), 'Ed25519', false, ['verify']);
  return { name, id, kind, key, fingerprint: hex(await sha256(utf8(vkey))) };
}

function wordsOf(file) {
  return file.split('\n').map((line) => line.split(/[ \t]+/).filter(Boolean))
    .filter((words) => words.length > 0 && !words[0].startsWith('#'));
}

// The keys of a policy file that this page can use, or the one bare key that stands in its place.
async function trustedLogs(policy) {
  const logs = [];
  const witnesses = [];
  for (const words of wordsOf(policy)) {
    if (words.length === 1) logs.push(await verifierKey(words[0]));
    else if (words[0] === 'log') logs.push(await verifierKey(words[1]));
    else if (words[0] === 'witness') witnesses.push(await verifierKey(words[2] ?? ''));
  }
  if (!logs.some((key) => key.kind === LOG_KEY)) throw new Fault('keys', 'no-log-key');
  return { logs, witnesses };
}

// Who may state what, and when.
async function trustedSigners(file) {
  const signers = [];
  const thresholds = new Map();
  for (const [word, ...rest] of wordsOf(file)) {
    if (word === 'threshold') {
      if (rest.length !== 2 || !/^[1-9]\d{0,2}$/.test(rest[1])) throw new Fault('keys', 'key');
      thresholds.set(rest[0], Number(rest[1]));
    }
    if (word !== 'key' || rest.length < 4) continue;
    const [vkey, steps, from, until, before] = rest;
    signers.push({
      ...(await verifierKey(vkey)),
      steps: steps.split(','),
      from: Date.parse(from),
      until: until === '-' ? Infinity : Date.parse(until),
      before: before === undefined ? INDEX_END : BigInt(before),
    });
  }
  return { signers, thresholds };
}

// The parts of a bundle, each with its name and bytes. Every byte of the file is covered by a digest behind it.
async function partsOf(file) {
  let at = 0;
  let place = 'file';
  const line = () => {
    const end = file.subarray(at, at + LINE_BYTES_MAX + 1).indexOf(10);
    const bytes = file.subarray(at, at + Math.max(end, 0));
    if (end < 0 || bytes.some((byte) => byte < 32 || byte > 126)) throw new Fault(place, 'form');
    at += end + 1;
    return String.fromCharCode(...bytes);
  };
  if (line() !== 'firsthand-proof/1') throw new Fault('file', 'no-proof');
  const parts = [];
  let heads = '';
  for (;;) {
    const head = line();
    if (head.startsWith('end ')) {
      const all = hex(await sha256(utf8(heads)));
      if (head !== `end ${parts.length} ${all}` || at !== file.length) throw new Fault('end', 'end');
      return parts;
    }
    const [, kind, name, length, digest] = head.match(PART) ?? [];
    if (!kind) throw new Fault(place, 'form');
    place = `${kind} ${name}`;
    const max = ['checkpoint', 'files'].includes(kind) ? BODY_BYTES_MAX : STATEMENT_BYTES_MAX;
    const body = file.subarray(at, at + Number(length));
    if (Number(length) > max || file[at + Number(length)] !== 10) throw new Fault(place, 'form');
    if (hex(await sha256(body)) !== digest) throw new Fault(place, 'digest');
    at += body.length + 1;
    heads += `${head}\n`;
    parts.push({ kind, name, place, body });
  }
}

// A signed tree that statements are held against: that of the log, or of one that has ended.
async function checkpoint(body, trusted) {
  const note = text(body);
  const end = note.lastIndexOf('\n\n');
  const said = note.slice(0, end + 1);
  const lines = note.slice(end + 2).split('\n');
  if (end < 0 || lines.pop() !== '' || lines.length > SIGNATURES_MAX) throw new Fault('checkpoint', 'form');
  const [origin, size, root] = said.split('\n');
  const tree = { origin, size: decimal(size), root: unbase64(root ?? '', 32) };
  if (!origin || tree.size === undefined || !tree.root) throw new Fault('checkpoint', 'form');
  const by = [];
  for (const line of lines) {
    const [, name, coded] = line.match(/^\u2014 (\S+) (\S+)$/) ?? [];
    const blob = unbase64(coded ?? '');
    if (!blob || blob.length < 5) throw new Fault('checkpoint', 'form');
    for (const key of [...trusted.logs, ...trusted.witnesses]) {
      if (!key.key || key.name !== name || key.id !== hex(blob.subarray(0, 4))) continue;
      if (!(await signedNote(key, said, blob.subarray(4)))) throw new Fault('checkpoint', 'forged');
      by.push(key);
    }
  }
  const log = by.find((key) => key.kind === LOG_KEY && key.name === origin);
  if (!log) throw new Fault('checkpoint', 'not-this-log');
  const witnesses = [...new Set(by.filter((key) => key.kind === WITNESS_KEY).map((key) => key.name))];
  return { ...tree, log, witnesses };
}

function signedNote(key, said, blob) {
  if (key.kind === LOG_KEY) return signed(key, utf8(said), blob);
  if (blob.length !== 72) return false;
  const seconds = new DataView(blob.buffer, blob.byteOffset).getBigUint64(0);
  return signed(key, utf8(`cosignature/v1\ntime ${seconds}\n${said}`), blob.subarray(8));
}

// The root that a proof of inclusion leads to: RFC 9162, 2.1.3.2.
async function rootOf(index, size, leaf, hashes) {
  let first = index;
  let last = size - 1n;
  let root = leaf;
  for (const sibling of hashes) {
    if (last === 0n) return undefined;
    if ((first & 1n) === 1n || first === last) {
      root = await sha256([1], sibling, root);
      while ((first & 1n) === 0n && first !== 0n) {
        first >>= 1n;
        last >>= 1n;
      }
    } else {
      root = await sha256([1], root, sibling);
    }
    first >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? root : undefined;
}

async function commitment(envelope, salt) {
  const digest = await sha256(envelope);
  if (!salt) return digest;
  const key = await crypto.subtle.importKey('raw', salt, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, joined(utf8('hdlog/commit/1\0'), digest)));
}

// A statement once its entry is shown to stand in the tree that it names and its signatures held.
async function statement(part, trees, trusted) {
  const body = text(part.body);
  const end = body.indexOf('\n\n');
  const [, index, log, type, salt, rest] = body.slice(0, end + 1)
    .match(/^index (\d+)(?: (\S+))?\ntype ([a-z][a-z-]{0,31})\nsalt (\S+)\n((?:\S+\n)*)$/) ?? [];
  const place = decimal(index ?? '');
  const tree = trees.get(log ?? 'log');
  const secret = salt === '-' ? null : unbase64(salt ?? '', 32);
  const hashes = (rest ?? '').split('\n').slice(0, -1).map((hash) => unbase64(hash, 32));
  if (end < 0 || place === undefined || secret === undefined || hashes.length > HASHES_MAX || hashes.includes(undefined)) {
    throw new Fault(part.place, 'form');
  }
  const envelope = utf8(body.slice(end + 2));
  const entry = utf8(`hdlog/1\n${type}\n${base64(await commitment(envelope, secret))}\n`);
  const root = tree && log !== 'log' && place < tree.size ? await rootOf(place, tree.size, await sha256([0], entry), hashes) : undefined;
  if (!root || !same(root, tree.root)) throw new Fault(part.place, 'not-in-log');
  const said = await opened(part, json(envelope), place, trusted);
  if (part.kind === 'statement' && OF_RELEASE.includes(said.step)) throw new Fault(part.place, 'form');
  return { index: place, ...said };
}

// Base64 as DSSE has it, standard or URL-safe.
const bytesOf = (coded) => unbase64(coded.replaceAll('-', '+').replaceAll('_', '/'));

// First the signatures, then what is said, then whether those who signed were allowed to say that at that time.
async function opened(part, envelope, index, { signers, thresholds }) {
  const payload = bytesOf(envelope.payload);
  const signatures = envelope.signatures.map((one) => bytesOf(one.sig));
  if (!payload || signatures.length > SIGNERS_MAX || signatures.includes(undefined)) throw new Fault(part.place, 'form');
  const message = joined(utf8(`DSSEv1 ${utf8(envelope.payloadType).length} ${envelope.payloadType} ${payload.length} `), payload);
  const by = [];
  for (const signer of signers.filter((one) => one.key)) {
    for (const signature of signatures) {
      if (await signed(signer, message, signature) && !by.includes(signer)) by.push(signer);
    }
  }
  if (by.length === 0 || envelope.payloadType !== PAYLOAD_TYPE) throw new Fault(part.place, 'not-signed');
  const said = json(payload);
  const step = said.predicateType.match(PREDICATE)?.[1];
  const at = Date.parse(said.predicate.at);
  const allowed = by.filter((one) => one.steps.includes(step) && at >= one.from && at < one.until && index < one.before);
  if (allowed.length < (thresholds.get(step) ?? 1)) throw new Fault(part.place, 'not-valid-then');
  return { step, at, predicate: said.predicate };
}

// Each statement of the file by itself, as what it says or as the fault in it. What makes the whole file worthless is
// thrown.
export async function check(file, policy, keys) {
  const logs = await readable('keys', 'key', () => trustedLogs(policy));
  const signers = await readable('keys', 'key', () => trustedSigners(keys));
  const parts = await partsOf(file);
  const count = parts.findIndex((part) => part.kind !== 'checkpoint');
  if (count === 0 || parts[0]?.name !== 'log') throw new Fault('checkpoint', 'form');
  if (count < 0) throw new Fault('file', 'empty');
  const trees = new Map();
  for (const part of parts.slice(0, count)) {
    if (trees.has(part.name)) throw new Fault('checkpoint', 'form');
    trees.set(part.name, await readable('checkpoint', 'form', () => checkpoint(part.body, logs)));
  }
  const rest = parts.slice(count);
  const statements = [];
  for (const part of rest) {
    if (part.kind === 'checkpoint') throw new Fault(part.place, 'form');
    if (part.kind === 'files') continue;
    try {
      statements.push({ part, said: await readable(part.place, 'form', () => statement(part, trees, signers)) });
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      statements.push({ part, fault });
    }
  }
  if (statements.length === 0) throw new Fault('file', 'empty');
  const all = [...trees.values()];
  const witnesses = all[0].witnesses.filter((name) => all.every((tree) => tree.witnesses.includes(name)));
  return { tree: { ...all[0], witnesses }, statements, isRelease: rest.some((part) => ['link', 'tombstone', 'files', 'release'].includes(part.kind)) };
}

// What cannot be read as what it should be is a fault in this place.
async function readable(place, why, read) {
  try {
    return await read();
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof TypeError || fault instanceof DOMException) throw new Fault(place, why);
    throw fault;
  }
}

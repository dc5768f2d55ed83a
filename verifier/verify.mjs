// Checks an exported record of the Advice Hub. It was written from docs/verify-the-ledger.md, shares no code with the
// hub on purpose, and needs nothing but Node.js 20 or later:
//
//   node verify.mjs FOLDER [--key FILE] [--kept SHA256]
//
//   --key FILE      the public key as the hub published it, rather than the one in the folder
//   --kept SHA256   the SHA-256 of an anchor that was noted earlier: it must still be among them
//
// Exit code 0: everything is as it was written. 1: something is not. 2: it could not be checked.

import { createHash, createPublicKey, verify as holds } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Checks the files of an export, by their paths in the folder, with the public key as PEM.
 * Answers the faults, each by the number of the entry or anchor it is at, and how much was looked at.
 */
export function verify(files, publicKey) {
  const faults = [];
  const anchors = readAnchors(files, createPublicKey(publicKey), faults);
  const signed = collectHeads(anchors);
  checkSignposts(files, anchors, faults);

  const texts = under(files, /^ledgers\/(.+)\.jsonl$/);
  let entries = 0;
  let unsigned = 0;
  for (const id of new Set([...texts.keys(), ...signed.keys()])) {
    const lines = readLedger(id, texts.get(id) ?? '', faults);
    const heads = signed.get(id) ?? [];
    checkLedger(id, lines, heads, faults);
    entries += lines.size;
    unsigned += [...lines.keys()].filter((number) => number > (heads[0]?.[0] ?? 0)).length;
  }
  const last = anchors.get(largest(anchors.keys()))?.sha256;
  return { faults, ledgers: texts.size, entries, unsigned, anchors: anchors.size, last };
}

// --- anchors -------------------------------------------------------------------------------------------------------

function readAnchors(files, key, faults) {
  const anchors = new Map();
  for (const [name, text] of under(files, /^anchors\/(\d{8})\.json$/)) {
    const document = parsed(text);
    const sound = document !== undefined && form(document) === text && isSigned(document, key);
    const inPlace = sound && document.number === Number(name);
    anchors.set(Number(name), { document, sound, inPlace, sha256: sha256(text) });
  }
  let expected = 1;
  for (const number of [...anchors.keys()].sort((a, b) => a - b)) {
    const at = { where: 'anchor', number };
    if (number > expected) faults.push({ ...at, number: expected, wrong: 'missing' });
    expected = number + 1;
    const anchor = anchors.get(number);
    if (!anchor.sound) faults.push({ ...at, wrong: 'tampered' });
    else if (!anchor.inPlace) faults.push({ ...at, wrong: 'swapped' });
    else {
      const before = anchors.get(number - 1);
      const named = number === 1 ? '' : before?.sha256;
      // What this anchor says of the one before it is signed; so if they differ, that one is not what it was.
      if (named === undefined || anchor.document.previous === named) continue;
      if (number === 1) faults.push({ ...at, wrong: 'tampered' });
      else if (before.inPlace) faults.push({ ...at, number: number - 1, wrong: 'tampered' });
    }
  }
  return anchors;
}

/** The signature covers the whole document but its own value. */
function isSigned(document, key) {
  const { value, ...about } = document.signature ?? {};
  if (typeof value !== 'string' || about.algorithm !== 'ECDSA_SHA_256') return false;
  const signature = Buffer.from(value, 'base64');
  const text = form({ ...document, signature: about });
  return signature.toString('base64') === value && holds('sha256', Buffer.from(text), key, signature);
}

/** What was signed of each ledger: pairs of number and hash, the highest number first. */
function collectHeads(anchors) {
  const signed = new Map();
  for (const { document, sound } of anchors.values()) {
    if (!sound) continue;
    for (const [id, { sequence, hash }] of Object.entries(document.heads))
      signed.set(id, [...(signed.get(id) ?? []), [sequence, hash]]);
  }
  for (const heads of signed.values()) heads.sort(([a], [b]) => b - a);
  return signed;
}

/** A signpost proves nothing by itself. But one that names an anchor which is not there shows that the end was cut off. */
function checkSignposts(files, anchors, faults) {
  const last = largest(anchors.keys());
  let cut = false;
  for (const [ledger, text] of under(files, /^heads\/(.+)\.json$/)) {
    const document = parsed(text);
    const signpost = document?.version === 1 && form(document) === text ? document : undefined;
    const number = Number(/^anchors\/(\d{8})\.json$/.exec(signpost?.anchor)?.[1] ?? 0);
    if (number > last) cut = true;
    // An anchor that is gone, or not what it was, is a fault already.
    else if (number > 0 && !anchors.get(number)?.inPlace) continue;
    else if (form(anchors.get(number)?.document.heads[ledger] ?? null) !== form(signpost?.head ?? ''))
      faults.push({ where: 'signpost', ledger, number: signpost?.head?.sequence ?? 0, wrong: 'tampered' });
  }
  if (cut) faults.push({ where: 'anchor', number: last + 1, wrong: 'truncated' });
}

// --- ledgers -------------------------------------------------------------------------------------------------------

/** The entries of a ledger by their numbers; a line that is none, or not in its order, is a fault. */
function readLedger(ledger, text, faults) {
  const lines = new Map();
  let last = 0;
  for (const line of text === '' ? [] : text.replace(/\n$/, '').split('\n')) {
    const entry = parsed(line);
    const number = Number.isInteger(entry?.sequence) ? entry.sequence : last + 1;
    const fault = (wrong) => faults.push({ where: 'entry', ledger, number, wrong });
    const sound = entry !== undefined && form(entry) === line && own(entry) === entry.hash;
    if (number <= last) fault('swapped');
    else {
      if (number > last + 1) faults.push({ where: 'entry', ledger, number: last + 1, wrong: 'missing' });
      if (entry && entry.queryId !== ledger) fault('foreign');
      else if (!sound) fault('tampered');
      lines.set(number, { entry, sound: sound && entry.queryId === ledger });
      last = number;
    }
  }
  return lines;
}

/**
 * Goes back from each signed head: an entry is proven when its hash is the one that was signed, or the one that a proven
 * entry names as that of the entry before it. Where this fails, the entry it fails at is the false one.
 */
function checkLedger(ledger, lines, signed, faults) {
  const last = largest(lines.keys());
  const proven = new Set();
  const isFaulty = (number) =>
    faults.some((fault) => fault.where === 'entry' && fault.ledger === ledger && fault.number === number);
  const fault = (number, wrong) => {
    if (!isFaulty(number)) faults.push({ where: 'entry', ledger, number, wrong });
  };
  for (const [sequence, signedHash] of signed) {
    let hash = signedHash;
    for (let number = sequence; number >= 1; number -= 1) {
      const line = lines.get(number);
      if (!line) {
        if (number > last) fault(last + 1, 'truncated');
        break;
      }
      if (!line.sound) break;
      if (line.entry.hash !== hash) {
        fault(number, 'tampered');
        break;
      }
      if (proven.has(number)) break;
      proven.add(number);
      hash = line.entry.previousHash;
      if (number === 1 && hash !== '') fault(1, 'tampered');
    }
  }
  // What no signature reaches must at least continue what comes before it.
  for (const [number, { entry, sound }] of lines) {
    const before = number === 1 ? { sound: true, entry: { hash: '' } } : lines.get(number - 1);
    if (!sound || proven.has(number) || !before?.sound || isFaulty(number - 1)) continue;
    if (entry.previousHash !== before.entry.hash) fault(number, 'tampered');
  }
}

/** The hash of an entry: SHA-256 of the previous hash, a line feed, and the entry without its two hashes. */
function own({ hash: _, previousHash, ...rest }) {
  return sha256(`${previousHash}\n${form(rest)}`);
}

// --- text ----------------------------------------------------------------------------------------------------------

/** The one form of a value: JSON without blanks, the names in every object in the order of their UTF-16 code units. */
function form(value) {
  if (Array.isArray(value)) return `[${value.map(form).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${form(value[name])}`).join()}}`;
}

function sha256(text) {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The object in a text; undefined when it holds none. */
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function largest(numbers) {
  let found = 0;
  for (const number of numbers) if (number > found) found = number;
  return found;
}

function under(files, pattern) {
  const found = new Map();
  for (const [path, text] of files) {
    const name = pattern.exec(path)?.[1];
    if (name !== undefined) found.set(name, text);
  }
  return found;
}

// --- command -------------------------------------------------------------------------------------------------------

function readFolder(folder) {
  const files = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files.set(path.slice(join(folder, '/').length).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
  }
  return files;
}

function run() {
  const options = { key: { type: 'string' }, kept: { type: 'string' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [folder, ...more] = positionals;
  if (!folder || more.length > 0) throw new Error('Usage: node verify.mjs FOLDER [--key FILE] [--kept SHA256]');
  const files = readFolder(folder);
  const pem = values.key ? readFileSync(values.key, 'utf8') : files.get('public-key.pem');
  if (!pem) throw new Error(`There is no public-key.pem in ${folder}, and --key names no other.`);
  const { faults, ledgers, entries, unsigned, anchors, last } = verify(files, pem);
  for (const { where, ledger, number, wrong } of faults)
    console.log(where === 'anchor' ? `anchor ${number}: ${wrong}` : `ledger ${ledger}, ${where} ${number}: ${wrong}`);
  const kept = values.kept?.toLowerCase();
  const isKept = !kept || [...under(files, /^(anchors\/.+)$/).values()].some((text) => sha256(text) === kept);
  if (!isKept) console.log(`no anchor has the SHA-256 ${kept}: what was signed then is not what is shown now`);
  console.log(`${entries} entries of ${ledgers} ledgers, ${anchors} anchors, ${faults.length} faults.`);
  if (unsigned > 0) console.log(`${unsigned} entries are not signed yet: they were written after the last anchor.`);
  console.log(
    `Key: SHA-256 ${createHash('sha256').update(derOf(pem)).digest('hex')}. Compare it with the published one.`,
  );
  if (last)
    console.log(`Last anchor: SHA-256 ${last}. Note it; with --kept it shows later that nothing before it changed.`);
  return faults.length === 0 && isKept ? 0 : 1;
}

function derOf(pem) {
  return createPublicKey(pem).export({ format: 'der', type: 'spki' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = run();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}

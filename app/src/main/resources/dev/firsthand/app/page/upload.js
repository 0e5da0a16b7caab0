// Sends one file with tus 1.0, in parts, and goes on after a cut or a closed page. A phone drops the chosen file when
// the page dies, and choosing it again from the photo library can give other bytes: so the digest of every part is
// kept here before it is sent, and compared before going on. Browsers have digests under TLS and on localhost only;
// elsewhere name and size have to do.
const PART_BYTES = 8 * 1024 * 1024;
const WAIT_SECONDS = [1, 2, 5, 10, 30];

const section = document.getElementById('upload');
const file = document.getElementById('file');
const progress = document.getElementById('progress');
const said = document.getElementById('said');
const anew = document.getElementById('anew');
const words = section.dataset;
const memory = `upload-${words.session}`;

const tus = (more) => ({ 'Tus-Resumable': '1.0.0', ...more });
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
const fill = (text, ...values) => values.reduce((filled, value, i) => filled.replace(`{${i}}`, value), text);
const say = (text) => { said.textContent = text; };
const sleep = (seconds) => new Promise((wake) => {
  setTimeout(wake, seconds * 1000);
  addEventListener('online', wake, { once: true });
});
const keep = (record) => localStorage.setItem(memory, JSON.stringify(record));
const remembered = () => JSON.parse(localStorage.getItem(memory) ?? 'null');
const forget = () => localStorage.removeItem(memory);

class Refused extends Error {}
class Other extends Refused {}

// What the server refused, in the reader's language where its code is known there.
async function refused(answer) {
  const problem = await answer.json().catch(() => ({}));
  const meaning = `/me/refusals/${encodeURIComponent(problem.code)}?lang=${document.documentElement.lang}`;
  const told = problem.code ? await fetch(meaning).catch(() => null) : null;
  return new Refused(told?.ok ? await told.text() : problem.message ?? `${answer.status}`);
}

// A request that waits out a lost connection and a busy server; what the server refuses is thrown.
async function ask(address, options, fine) {
  for (let attempt = 0; ; attempt++) {
    let answer = null;
    try {
      answer = await fetch(address, options);
    } catch {
      say(words.waiting);
    }
    if (answer && fine.includes(answer.status)) return answer;
    if (answer && answer.status < 500 && ![423, 429].includes(answer.status)) {
      throw await refused(answer);
    }
    await sleep(WAIT_SECONDS[Math.min(attempt, WAIT_SECONDS.length - 1)]);
  }
}

async function begin(chosen) {
  const answer = await ask('/upload', { method: 'POST', headers: tus({ 'Upload-Length': String(chosen.size) }) }, [201]);
  const record = { address: answer.headers.get('Location'), name: chosen.name, size: chosen.size, digests: [] };
  keep(record);
  return record;
}

async function digest(chosen, part) {
  if (!globalThis.crypto?.subtle) return '';
  const bytes = await chosen.slice(part * PART_BYTES, (part + 1) * PART_BYTES).arrayBuffer();
  const sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...sha256].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// Whether all parts that were sent before are the same in the file that was chosen now.
async function same(chosen, record) {
  if (record.name !== chosen.name || record.size !== chosen.size) return false;
  for (const [part, known] of record.digests.entries()) {
    say(fill(words.comparing, part + 1, record.digests.length));
    if (await digest(chosen, part) !== known) return false;
  }
  return true;
}

async function heldBytes(address) {
  const answer = await ask(address, { method: 'HEAD', headers: tus() }, [200, 404, 410]);
  return answer.status === 200 ? Number(answer.headers.get('Upload-Offset')) : -1;
}

function show(sent, size) {
  progress.hidden = false;
  progress.value = size === 0 ? 1 : sent / size;
  say(fill(words.sending, megabytes(sent), megabytes(size)));
}

// One PATCH, which tells while it goes how much has left the phone. Status 0: the network did not hold.
const patch = (address, offset, part, moved) => new Promise((done) => {
  const request = new XMLHttpRequest();
  request.open('PATCH', address);
  const headers = tus({ 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' });
  Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
  request.upload.onprogress = (event) => moved(event.loaded);
  request.onloadend = () => done({ status: request.status, held: Number(request.getResponseHeader('Upload-Offset')) });
  request.send(part);
});

async function sendParts(chosen, record, from) {
  let offset = from;
  show(offset, chosen.size);
  while (offset < chosen.size) {
    const index = Math.floor(offset / PART_BYTES);
    if (record.digests.length <= index) {
      record.digests.push(await digest(chosen, index));
      keep(record);
    }
    const part = chosen.slice(offset, (index + 1) * PART_BYTES);
    const answer = await patch(record.address, offset, part, (bytes) => show(offset + bytes, chosen.size));
    if (answer.status === 204) {
      offset = answer.held;
      show(offset, chosen.size);
      continue;
    }
    await part.slice(0, 1).arrayBuffer(); // throws when it is the file that is gone, not the network
    say([409, 423].includes(answer.status) ? words.elsewhere : words.waiting);
    await sleep(2);
    offset = await heldBytes(record.address);
    if (offset < 0) throw new Refused('');
  }
}

function role(name) {
  const lower = name.toLowerCase();
  if (lower.endsWith('.zip')) return 'STRAY_ZIP';
  if (lower.endsWith('.csv')) return 'IMU_CSV';
  if (/\.(bvh|glb)$/.test(lower)) return 'MOTION';
  return lower.endsWith('.gcsv') ? 'IMU_GCSV' : 'VIDEO';
}

async function attach(chosen, address, declaration) {
  await ask(`/api/v1/me/sessions/${words.session}/uploads`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ upload: address.split('/').pop(), role: role(chosen.name), declaration }),
  }, [200, 201]);
}

async function send(chosen, declaration) {
  let record = remembered();
  let held = record ? await heldBytes(record.address) : -1;
  if (held >= 0 && !await same(chosen, record)) throw new Other(fill(words.other, record.name));
  if (held < 0) {
    record = await begin(chosen);
    held = 0;
  }
  await sendParts(chosen, record, held);
  await attach(chosen, record.address, declaration);
  forget();
  say(words.held);
  location.reload();
}

// A phone that falls asleep stops sending: the screen stays on meanwhile, where the browser can do that.
// Sending never waits for that.
async function awake(work) {
  let lock = null;
  const hold = () => {
    if (document.visibilityState === 'visible') lock = navigator.wakeLock?.request('screen').catch(() => null);
  };
  document.addEventListener('visibilitychange', hold);
  hold();
  try {
    await work();
  } finally {
    document.removeEventListener('visibilitychange', hold);
    lock?.then((held) => held?.release());
  }
}

// One tab of a browser sends to one recording. Without locks the server's answers keep two tabs from spoiling it.
async function alone(work) {
  if (!navigator.locks) return work();
  return navigator.locks.request(memory, { ifAvailable: true }, (lock) => {
    if (!lock) throw new Refused(words.elsewhere);
    return work();
  });
}

let started = false;

async function start(chosen, declaration) {
  started = true;
  file.disabled = true;
  anew.hidden = true;
  try {
    await alone(() => awake(() => send(chosen, declaration)));
  } catch (failure) {
    say(failure instanceof Refused ? `${words.refused} ${failure.message}` : words.broken);
    file.disabled = false;
    file.value = '';
    if (failure instanceof Other) offer(chosen, declaration);
  }
}

// A file that was half sent is thrown away only when somebody says so.
function offer(chosen, declaration) {
  anew.hidden = false;
  anew.onclick = async () => {
    anew.hidden = true;
    await ask(remembered().address, { method: 'DELETE', headers: tus() }, [204, 403, 404, 410]);
    forget();
    start(chosen, declaration);
  };
}

// What the columns of a table are is known by their usual names, or said by who made the table.
const form = document.getElementById('declaration');
const field = (id) => document.getElementById(id);

async function askColumns(chosen) {
  const head = (await chosen.slice(0, 4096).text()).split(/\r?\n/).find((line) => line && !line.startsWith('#')) ?? '';
  const columns = head.split(/[,;\t]/).map((column) => column.trim());
  const three = (start) => ['x', 'y', 'z'].map((axis) => `${start}_${axis}`);
  const time = columns.find((column) => /^time_(s|ms|us|ns)$/.test(column));
  field('columns').textContent = fill(words.columns, columns.slice(0, 20).join(', '));
  field('time').value = time ?? '';
  if (time) field('time-unit').value = time.slice('time_'.length);
  for (const [id, start] of [['accel', 'acc'], ['gyro', 'gyro']]) {
    field(id).value = three(start).every((column) => columns.includes(column)) ? three(start).join(',') : '';
  }
  form.hidden = false;
  field('time').focus();
}

function declaration() {
  const part = (id) => `${id}=${field(id).value.replaceAll(' ', '')}[${field(`${id}-unit`).value}]`;
  return ['time', 'accel', 'gyro'].map(part).join(';');
}

file.addEventListener('change', () => {
  const [chosen] = file.files;
  if (!chosen) return;
  form.hidden = true;
  if (role(chosen.name) === 'IMU_CSV') askColumns(chosen).catch(() => say(words.broken));
  else start(chosen);
});

field('declared').addEventListener('click', () => {
  const [chosen] = file.files;
  const complete = field('time').value && ['accel', 'gyro'].every((id) => field(id).value.split(',').length === 3);
  if (!chosen || !complete) {
    say(words.unsaid);
    return;
  }
  start(chosen, declaration());
});

// The server may be slow to tell while another tab sends: what was said meanwhile of a chosen file stays.
const half = remembered();
const held = half ? await heldBytes(half.address) : 0;
if (half && !started) {
  if (held < 0) forget();
  else say(fill(words.again, half.name, megabytes(held), megabytes(half.size)));
}

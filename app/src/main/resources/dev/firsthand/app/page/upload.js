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
      const problem = await answer.json().catch(() => ({}));
      throw new Refused(problem.message ?? `${answer.status}`);
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
    try {
      const answer = await fetch(record.address, {
        method: 'PATCH',
        headers: tus({ 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' }),
        body: part,
      });
      if (answer.status === 204) {
        offset = Number(answer.headers.get('Upload-Offset'));
        show(offset, chosen.size);
        continue;
      }
    } catch {
      await part.slice(0, 1).arrayBuffer(); // throws when it is the file that is gone, not the network
      say(words.waiting);
    }
    await sleep(2);
    offset = await heldBytes(record.address);
    if (offset < 0) throw new Refused('');
  }
}

function role(name) {
  const lower = name.toLowerCase();
  if (lower.endsWith('.zip')) return 'STRAY_ZIP';
  return lower.endsWith('.gcsv') ? 'IMU_GCSV' : 'VIDEO';
}

async function attach(chosen, address) {
  await ask(`/api/v1/me/sessions/${words.session}/uploads`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ upload: address.split('/').pop(), role: role(chosen.name) }),
  }, [200, 201]);
}

async function stretch(kind, began, bytes) {
  await ask(`/api/v1/me/sessions/${words.session}/steps`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ kind, beganAt: began.toISOString(), endedAt: new Date().toISOString(), bytes }),
  }, [200, 201, 204]);
}

async function send(chosen) {
  const began = new Date();
  let record = remembered();
  let held = record ? await heldBytes(record.address) : -1;
  if (held >= 0 && !await same(chosen, record)) {
    await ask(record.address, { method: 'DELETE', headers: tus() }, [204, 403, 404, 410]);
    forget();
    throw new Refused(fill(words.other, record.name));
  }
  if (held < 0) {
    record = await begin(chosen);
    held = 0;
  }
  await sendParts(chosen, record, held);
  await attach(chosen, record.address);
  forget();
  await stretch('UPLOADING', began, chosen.size - held);
  say(words.held);
  location.reload();
}

file.addEventListener('change', async () => {
  const [chosen] = file.files;
  if (!chosen) return;
  file.disabled = true;
  try {
    await send(chosen);
  } catch (failure) {
    say(failure instanceof Refused ? `${words.refused} ${failure.message}` : words.broken);
    file.disabled = false;
    file.value = '';
  }
});

const half = remembered();
if (half) {
  const held = await heldBytes(half.address);
  if (held < 0) forget();
  else say(fill(words.again, half.name, megabytes(held), megabytes(half.size)));
}

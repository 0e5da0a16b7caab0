// Sends one file with tus 1.0, in parts, and goes on after a cut or a closed page. A phone drops the chosen file when
// the page dies: then the same file is asked for, told by its name and size.
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
  const address = answer.headers.get('Location');
  localStorage.setItem(memory, JSON.stringify({ address, name: chosen.name, size: chosen.size }));
  return address;
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

async function sendParts(chosen, address, from) {
  let offset = from;
  show(offset, chosen.size);
  while (offset < chosen.size) {
    const part = chosen.slice(offset, offset + PART_BYTES);
    try {
      const answer = await fetch(address, {
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
    offset = await heldBytes(address);
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
  const before = remembered();
  let address = null;
  let held = 0;
  if (before && before.name === chosen.name && before.size === chosen.size) {
    held = await heldBytes(before.address);
    address = held < 0 ? null : before.address;
  }
  address ??= await begin(chosen);
  await sendParts(chosen, address, Math.max(held, 0));
  await attach(chosen, address);
  forget();
  await stretch('UPLOADING', began, chosen.size - Math.max(held, 0));
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

// Tells how the answers were given, and signs them with a key that was made on this device and cannot leave it. Without
// script, or where a browser has no keys, the answers are sent unsigned, and the record says so.
const form = document.getElementById('answers');
const fields = form.elements;
const taps = [];

form.addEventListener('change', (event) => {
  if (event.target.type === 'radio') {
    taps.push(`${event.target.name}=${event.target.value}`);
    fields.taps.value = taps.join(' ');
    fields.signature.value = '';
  }
});

document.querySelector('audio')?.addEventListener('ended', () => { fields.heard.value = 'yes'; });

form.addEventListener('submit', async (event) => {
  if (fields.signature.value || !crypto.subtle) {
    return;
  }
  event.preventDefault();
  try {
    await sign();
  } catch {
    fields.key.value = '';
  }
  if (fields.signature.value) {
    form.requestSubmit();
  } else {
    form.submit();
  }
});

async function sign() {
  const pair = await ownKey();
  const answers = [...form.querySelectorAll('input[type=radio]:checked')].map((one) => `${one.name}=${one.value}`);
  const text = ['firsthand consent 2', `notice ${fields.notice.value}`, `answers ${answers.join(' ')}`,
    `occasion ${fields.occasion.value}`, `shown ${fields.shown.value}`, ''].join('\n');
  const signed = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, new TextEncoder().encode(text));
  fields.key.value = base64(await crypto.subtle.exportKey('spki', pair.publicKey));
  fields.signature.value = base64(signed);
}

// The one of this browser, made at the first answer: its private half is not extractable.
async function ownKey() {
  const store = await opened();
  const kept = await done(store.transaction('keys').objectStore('keys').get('consent'));
  if (kept) {
    return kept;
  }
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  await done(store.transaction('keys', 'readwrite').objectStore('keys').put(pair, 'consent'));
  return pair;
}

function opened() {
  const request = indexedDB.open('firsthand', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('keys');
  return done(request);
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function base64(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)));
}

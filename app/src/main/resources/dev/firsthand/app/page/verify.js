// The checker on /open/verify. Files are read here and sent nowhere; the only requests are for this server's own keys.
const form = document.getElementById('check');
const result = document.getElementById('result');
const words = document.getElementById('words').content;
const FILE_BYTES_MAX = 64 << 20;
const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language);
const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

// The page's words of this name, with its places filled in.
function say(name, ...values) {
  return words.querySelector(`[data-word="${CSS.escape(name)}"]`)?.textContent.replace(/\{(\d)\}/g, (_, at) => values[at]);
}

// An element with this text, never read as HTML: what a file says is a stranger's.
function element(name, text, className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

const why = (fault) => say(`why-${fault.why}`, fault.part);

// An answer about consent, in the words of the record that docs/formats/consent.md describes.
function isAnswer({ step, predicate }) {
  return step === 'consent' && typeof predicate['dpv:hasConsentStatus'] === 'string'
    && typeof predicate['dpv:hasProcess']?.['dct:title'] === 'string';
}

function answered({ said, fault }) {
  if (fault) return element('li', why(fault), 'FAIL');
  const status = said.predicate['dpv:hasConsentStatus'].replace('dpv:', '');
  const purpose = said.predicate['dpv:hasProcess']['dct:title'];
  const line = element('li', '');
  line.append(
    element('strong', say('said', say(purpose) ?? purpose, say(status) ?? status)),
    element('p', say('when', moment.format(said.at), number.format(said.index)), 'small'),
  );
  return line;
}

function verdict(faults, { statements, isRelease }) {
  if (faults > 0) return say('lies', faults, statements.length);
  return say(isRelease ? 'holds-each' : 'holds');
}

function show(found, own) {
  const { tree, statements, isRelease } = found;
  const listed = statements.filter(({ said }) => !said || isAnswer(said));
  const others = statements.length - listed.length;
  const list = element('ul', '', 'cards');
  list.append(...listed.map(answered));
  const log = element('p', say('log', tree.origin, number.format(tree.size)));
  log.append(' ', element('code', tree.log.fingerprint));
  result.replaceChildren(
    element('p', verdict(listed.filter(({ fault }) => fault).length, found), 'state'),
    list,
    ...(others > 0 ? [element('p', say('others', others))] : []),
    ...(isRelease ? [element('p', say('release'), 'ask')] : []),
    log,
    element('p', tree.witnesses.length > 0 ? say('witnesses', tree.witnesses.join(', ')) : say('no-witness')),
    element('p', say(own ? 'own' : 'pasted')),
  );
}

async function keysOf(name) {
  const pasted = form.elements[name].value.trim();
  if (pasted) return pasted;
  const answer = await fetch(`/log/${name}.txt`);
  if (!answer.ok) throw new Error(`${name}.txt: ${answer.status}`);
  return answer.text();
}

async function check(file) {
  const proof = await import(form.dataset.proof);
  const own = !form.elements.policy.value.trim();
  try {
    if (file.size > FILE_BYTES_MAX) throw new proof.Fault('keys', 'too-large');
    result.replaceChildren(element('p', say('checking')));
    show(await proof.check(new Uint8Array(await file.arrayBuffer()), await keysOf('policy'), await keysOf('keys')), own);
  } catch (fault) {
    const isLie = fault instanceof proof.Fault && fault.part !== 'keys';
    result.replaceChildren(
      element('p', say(isLie ? 'broken' : 'unchecked'), 'state'),
      element('p', fault instanceof proof.Fault ? why(fault) : say('why-failed'), 'ask'),
    );
  }
}

// Browsers without Ed25519 can't check anything, and give no page that came without TLS what it takes.
try {
  await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  form.hidden = false;
} catch {
  document.getElementById('unable').hidden = false;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  check(form.elements.file.files[0]).finally(() => result.focus());
});

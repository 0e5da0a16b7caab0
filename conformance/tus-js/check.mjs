// tus-js-client against a running server: a whole upload, one that stops and is resumed, one with its bytes in the
// creation request, one in chunks, one that is ended. One JSON line per check; exit 1 when one fails.
import { randomBytes } from 'node:crypto';
import { DefaultHttpStack, Upload } from 'tus-js-client';

const [endpoint, token] = process.argv.slice(2);
if (!endpoint) {
  console.error('usage: node check.mjs http://127.0.0.1:PORT/upload [TOKEN]');
  process.exit(2);
}
const headers = token ? { Authorization: `Bearer ${token}` } : {};
const file = randomBytes(9_000_001);
let failed = false;

function run(options, stopAfterBytes = Infinity) {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint,
      headers,
      metadata: { kind: 'video' },
      retryDelays: [0, 200, 1000],
      ...options,
      onError: reject,
      onSuccess: () => resolve(upload),
      onProgress: (sent) => {
        if (sent >= stopAfterBytes) {
          upload.abort().then(() => resolve(upload), reject);
        }
      },
    });
    upload.start();
  });
}

async function head(url) {
  const answer = await fetch(url, { method: 'HEAD', headers: { ...headers, 'Tus-Resumable': '1.0.0' } });
  return { status: answer.status, offset: Number(answer.headers.get('upload-offset')) };
}

async function check(name, work) {
  try {
    await work();
    console.log(JSON.stringify({ check: name, ok: true }));
  } catch (error) {
    failed = true;
    console.log(JSON.stringify({ check: name, ok: false, why: error.message }));
  }
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

async function expectComplete(upload) {
  const { status, offset } = await head(upload.url);
  expect(status === 200 && offset === file.length, `status ${status}, offset ${offset} of ${file.length}`);
}

await check('whole', async () => expectComplete(await run({})));
await check('chunks', async () => expectComplete(await run({ chunkSize: 1_000_000 })));
await check('with-creation', async () => expectComplete(await run({ uploadDataDuringCreation: true })));
await check('stopped-and-resumed', async () => {
  const stopped = await run({ chunkSize: 500_000 }, 3_000_000);
  expect(stopped.url, 'the upload has no address');
  await expectComplete(await run({ uploadUrl: stopped.url }));
});
await check('ended', async () => {
  const stopped = await run({ chunkSize: 500_000 }, 2_000_000);
  await Upload.terminate(stopped.url, { headers, retryDelays: [0, 500, 2000, 3000], httpStack: new DefaultHttpStack() });
  const { status } = await head(stopped.url);
  expect(status === 404, `status ${status} after the end`);
});
process.exit(failed ? 1 : 0);

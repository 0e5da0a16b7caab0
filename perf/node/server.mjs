// The reference server with its defaults and its file store. Prints "UP <port>" when it listens.
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const [folder] = process.argv.slice(2);
const server = new Server({ path: '/upload', datastore: new FileStore({ directory: folder }) });
const listener = server.listen({ host: '127.0.0.1', port: 0 }, () => {
  console.log(`UP ${listener.address().port}`);
});
process.stdin.on('end', () => process.exit(0)).resume();

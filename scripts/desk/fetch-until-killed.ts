import { TestDesk, type DeskOptions, type DeskServer } from './test-desk';

interface Input {
  readonly server: DeskServer;
  readonly options: DeskOptions;
  /** says so on stdout when so many letters are journalled; then it only waits to be killed */
  readonly keptAtLeast: number;
}

const { server, options, keptAtLeast } = JSON.parse(process.argv[2] ?? '') as Input;
const desk = new TestDesk(server, options);
await desk.open();
let kept = (await desk.kept()).length;
const tell = (): void => {
  if (kept >= keptAtLeast) process.stdout.write('kept\n');
};
desk.journal.onAdvanced((_head, events) => {
  kept += events.filter(({ kind }) => kind === 'letter.kept').length;
  tell();
});
tell();
desk.sync.start();

import { limits } from '../../core/base/limits';
import { runOutage } from './run-outage';

/** `npm run torture:outage [SEED=2026]`: ten days without a line, 2,000 letters waiting, 40 acts and 25 receipts made meanwhile. */
const [seed = 2026] = process.argv.slice(2).map(Number);
const [waiting, urgent, receipts] = [2000, 36, 25];
/** others may share a command with the urgent ones, and two commands are on the way at a time */
const lastPlace = urgent + 2 * limits.fetchBatchLetters;
const result = await runOutage({ days: 10, waiting, urgent, receipts, seed, limitMillis: 15 * 60_000 });
process.stdout.write(`figure outage.letters ${result.onServer}\nfigure outage.missing ${result.missing}\nfigure outage.surplus ${result.surplus}\n`);
process.stdout.write(`figure outage.receiptsOnce ${result.receiptsOnce} of ${receipts}\nfigure outage.actsDone ${result.settled} of ${result.acts}\nfigure outage.lastUrgentPlace ${result.lastUrgentPlace} of ${waiting}\nfigure outage.time ${result.seconds.toFixed(1)} s\n`);
const failures = [
  ...(result.missing + result.surplus > 0 ? ['server and vault do not agree'] : []),
  ...(result.receiptsWrong > 0 ? ['receipts are not at their senders exactly once'] : []),
  ...(result.actsWrong > 0 || result.settled !== result.acts ? [`${result.actsWrong} letters do not lie as the acts leave them`] : []),
  ...(result.lastUrgentPlace > lastPlace ? ['others came before the last urgent letter'] : []),
  ...(result.sinceStayed ? [] : ['"since when" moved during the outage']),
];
process.stdout.write(failures.length === 0 ? 'passed\n' : `FAILED: ${failures.join('; ')}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

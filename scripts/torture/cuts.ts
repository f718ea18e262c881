import { seededLetters } from '../../bench/seeded-mailbox';
import { runCuts } from './run-cuts';

/** `npm run torture:cuts [LETTERS=1000] [CUTS=500] [SEED=2026]`: a first fetch over a line that breaks all the time. */
const [letters = 1000, cuts = 500, seed = 2026] = process.argv.slice(2).map(Number);
const result = await runCuts({ letters: seededLetters(letters, seed), cuts, seed, limitMillis: 30 * 60_000 });
const ratio = result.octets.bodies / result.mailboxBytes;
process.stdout.write(`figure cuts.letters ${result.letters}\nfigure cuts.mailbox ${(result.mailboxBytes / 2 ** 20).toFixed(1)} MB\nfigure cuts.made ${result.cuts}\n`);
process.stdout.write(`figure cuts.connections ${result.connections}\nfigure cuts.time ${result.seconds.toFixed(1)} s\n`);
process.stdout.write(`figure cuts.headerOctets ${(result.octets.headers / 2 ** 20).toFixed(1)} MB\n`);
process.stdout.write(`figure cuts.missing ${result.missing}\nfigure cuts.surplus ${result.surplus}\n`);
process.stdout.write(`ratio cuts.octets ${ratio.toFixed(3)} target 1.05\n`);
const isGood = result.missing === 0 && result.surplus === 0 && result.cuts >= cuts && ratio <= 1.05;
process.stdout.write(isGood ? 'passed\n' : 'FAILED\n');
process.exitCode = isGood ? 0 : 1;

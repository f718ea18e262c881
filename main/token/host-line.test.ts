import { expect, test } from 'vitest';
import { HostDesk } from './host-desk';
import { HostLine } from './host-line';

/** A process that says what the test says. */
function spoken(): { readonly line: HostLine; readonly say: (message: unknown) => void; readonly killed: () => number } {
  let hear: (message: unknown) => void = () => undefined;
  let kills = 0;
  const line = new HostLine(() => ({ send: () => undefined, onMessage: (listener) => void (hear = listener), onExit: () => undefined, kill: () => void (kills += 1) }), () => undefined);
  return { line, say: (message) => hear(message), killed: () => kills };
}

test('answers find their questions by number, in whatever order they come', async () => {
  const { line, say } = spoken();
  const both = Promise.all([line.ask({ kind: 'look' }, null), line.ask({ kind: 'end' }, null)]);
  say({ id: 2, said: { kind: 'done' } });
  say({ id: 1, said: { kind: 'tokens', tokens: [] } });
  expect(await both).toEqual([{ kind: 'tokens', tokens: [] }, { kind: 'done' }]);
});

test.each<readonly [string, unknown]>([
  ['no answer at all', 'hello'],
  ['an answer of another kind', { id: 1, said: { kind: 'certificate' } }],
  ['a signature longer than any', { id: 1, said: { kind: 'signature', value: new Uint8Array(5000) } }],
  ['a slot that is no handle', { id: 1, said: { kind: 'tokens', tokens: [{ slot: '../..', label: '', serial: '', manufacturer: '', tries: 'many', pinPad: false, pinLength: { min: 0, max: 0 } }] } }],
  ['tries that are a number', { id: 1, said: { kind: 'refused', code: 'wrongPin', tries: 3 } }],
])('a process that says %s is ended', async (_what, message) => {
  const { line, say, killed } = spoken();
  const asked = line.ask({ kind: 'look' }, null);
  say(message);
  expect([await asked, killed(), line.isOpen]).toEqual(['gone', 1, false]);
});

test('a machine on which the binding was not built says so, and nothing else happens', async () => {
  const host = new HostDesk(() => null);
  expect(await host.answer({ kind: 'open', path: import.meta.filename })).toEqual({ kind: 'unusable', why: 'notBuilt' });
  expect(await host.answer({ kind: 'look' })).toEqual({ kind: 'refused', code: 'driverFailed', tries: null });
});

import type { Handlers } from '../core/contract/bridge';
import type { AppCommands } from '../core/contract/commands';
import { ok } from '../core/base/result';
import type { Policy } from '../core/model/policy';
import { checkAccount } from './account/check-account';
import { guessServers, systemResolver } from './net/guess-servers';
import { createOnlineHint, type OnlineHint } from './net/online-hint';
import type { SystemProxy } from './net/proxy-routes';
import { checkSmtp } from './outbox/check-smtp';
import { probeImap } from './sync/probe-imap';

/** What needs a line but no open books: guessing servers and trying them. */
export interface Network {
  readonly online: OnlineHint;
  readonly systemProxy: SystemProxy;
  readonly guess: Handlers<AppCommands>['account.guess'] extends (input: { address: string }) => infer Answer ? (address: string) => Answer : never;
  readonly check: Handlers<AppCommands>['account.check'];
}

export function composeNetwork(policy: () => Policy, systemProxy: SystemProxy = () => Promise.resolve('DIRECT')): Network {
  const resolver = systemResolver();
  return {
    online: createOnlineHint(),
    systemProxy,
    guess: (address) => guessServers(address, resolver),
    check: async ({ settings, password }) => {
      const report = await checkAccount({ settings, password, policy: policy(), systemProxy }, { imap: probeImap, smtp: checkSmtp });
      const imap = report.imap.ok ? ok({ letters: report.imap.value.letters, canClaim: report.imap.value.canClaim, idle: report.imap.value.idle }) : report.imap;
      const smtp = report.smtp.ok ? ok({ maxBytes: report.smtp.value.maxBytes }) : report.smtp;
      return { imap, smtp };
    },
  };
}

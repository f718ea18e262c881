import { readAddress } from '../acknowledge/mail-address';
import { defaultOutgoing } from '../acknowledge/default-policy';
import { kindOfDomain } from '../directory/domain-kind';
import type { GuardInput } from './guard';
import { isOfficialAccount } from './guard';

/**
 * Does a rule of the office stop an official document from going from this account to these addresses? What `guard` tells the writer, asked once more
 * where the message is taken over: there only addresses are known, and nobody can have gone past a block.
 */
export function isBarred(addresses: readonly string[], from: string, policy: GuardInput['policy']): boolean {
  const { toFreeWebmail, toOtherDomains, fromOtherAccounts, officialAccounts } = policy.outgoing ?? defaultOutgoing;
  const rules = { free: toFreeWebmail, other: toOtherDomains, official: 'allow' } as const;
  if (fromOtherAccounts === 'block' && !isOfficialAccount(from, officialAccounts, policy)) return true;
  return addresses.some((one) => {
    const address = readAddress(one);
    return address !== null && rules[kindOfDomain(address.domain, policy)] === 'block';
  });
}

import { fail, ok } from '../../../core/base/result';
import type { Result } from '../../../core/base/result';

/** as many as the bridge takes */
export const domainsMost = 50;

export type DomainsFailure = { readonly code: 'domainsWrong'; readonly domain: string } | { readonly code: 'domainsMany'; readonly most: number };

/** Mail domains as a person typed them, lower case, each once; a leading dot means "and below". Names of other scripts come as they are written. */
export function readDomains(text: string): Result<readonly string[], DomainsFailure> {
  const domains = [...new Set(text.split(/[\s,;]+/).filter((one) => one !== '').map((one) => one.toLowerCase().normalize('NFC').replace(/^@/, '')))];
  const wrong = domains.find((one) => one.length > 255 || !/^\.?[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)+$/u.test(one));
  if (wrong !== undefined) return fail({ code: 'domainsWrong', domain: wrong });
  return domains.length > domainsMost ? fail({ code: 'domainsMany', most: domainsMost }) : ok(domains);
}

/**
 * The keyword that stands beside `keyword` for a while and says whose claim set it, so that desks which the server told OK alike see
 * each other.
 * @param desk sixteen hex digits that tell desks apart which share a mailbox, the same over restarts: servers keep every name for good
 */
export function claimMark(keyword: string, desk: string): string {
  return `${keyword}-${desk}`;
}

export function isClaimMark(flag: string): boolean {
  return /^\$[a-z0-9]+-[0-9a-f]{16}$/i.test(flag);
}

import type { AppState } from '../../core/contract/commands';
import type { AccountStatus } from '../../core/model/account';

/** The state with one account's news in it; an account not seen before is added at the end. */
export function withAccount(state: AppState, account: AccountStatus): AppState {
  const known = state.accounts.some((one) => one.accountId === account.accountId);
  return {
    ...state,
    accounts: known ? state.accounts.map((one) => (one.accountId === account.accountId ? account : one)) : [...state.accounts, account],
  };
}

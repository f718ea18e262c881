/** Pages of the first start that ask something: key, recovery code, address, servers, receipts. */
export const setupSteps = 5;

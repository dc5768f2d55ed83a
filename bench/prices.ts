// List prices of eu-central-1 (Frankfurt), US dollars, without taxes and without the free tier, as AWS's public price pages had
// them in `asOf` as far as we know; to be looked up again before anybody budgets by them.

/** When the prices were those. */
export const asOf = 'spring 2025';

/** The Region the prices are of. */
export const region = 'eu-central-1';

/** What one of each costs. */
export const price = {
  /** On-demand, standard table class. */
  writeUnit: 0.7625 / 1e6,
  readUnit: 0.1525 / 1e6,
  kmsCall: 0.03 / 1e4,
  mail: 0.1 / 1e3,
  lambdaCall: 0.2 / 1e6,
  /** On Arm. */
  lambdaGigabyteSecond: 0.0000133334,
  gatewayCall: 3.7 / 1e6,
} as const;

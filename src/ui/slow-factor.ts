/** How many times slower a service is on its bad day. */
export const slowFactor = 10;

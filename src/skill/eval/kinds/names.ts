import type {Random} from '../random.ts';

const first =
  'amber basalt cedar cobalt dune ember fjord garnet granite harrow hazel indigo juniper kelp lantern larch marble onyx pewter quartz raven sable saffron sorrel thistle tundra umber velvet walnut zephyr'.split(
    ' ',
  );
const second =
  'archive badge catalog coupon courier gallery invoice ledger mailer meter parcel payroll profile quota roster search stock survey tariff ticket'.split(
    ' ',
  );

/**
 * Names for services that say nothing about whether a call is needed, and that nobody would think of by himself: two
 * words each, so that one of them in a skill shows that a case was copied.
 */
export function serviceNames(random: Random, count: number): readonly string[] {
  const fronts = random.some(first, count);
  return fronts.map((front) => `${front}-${random.pick(second)}`);
}

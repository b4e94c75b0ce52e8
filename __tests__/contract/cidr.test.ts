import fc from "fast-check";
import { cidrSchema, contains, overlaps, prefixLength, subnet } from "../../constructs/contract/cidr";

/** Any block in canonical form. */
const block = fc
  .tuple(fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }))
  .map(([length, address]) => text(Math.floor(address / 2 ** (32 - length)) * 2 ** (32 - length), length));

/** A block with room, how much longer its parts' prefix is, and the places of two of them. */
const division = fc
  .tuple(block, fc.integer({ min: 1, max: 8 }), fc.nat(), fc.nat())
  .filter(([cidr, longer]) => prefixLength(cidr) + longer <= 32)
  .map(([cidr, longer, one, other]) => ({
    cidr,
    length: prefixLength(cidr) + longer,
    one: one % 2 ** longer,
    other: other % 2 ** longer,
  }));

function text(address: number, length: number): string {
  return `${[24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".")}/${length}`;
}

/** A block's first address as a number, reckoned without the code under test. */
function start(cidr: string): number {
  const [address = ""] = cidr.split("/");
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function end(cidr: string): number {
  return start(cidr) + 2 ** (32 - Number(cidr.split("/")[1])) - 1;
}

describe("a part of a block", () => {
  test("lies within the block", () => {
    fc.assert(
      fc.property(division, ({ cidr, length, one }) => {
        expect(contains(cidr, subnet(cidr, length, one))).toBe(true);
      }),
    );
  });

  test("has the asked length and the canonical form", () => {
    fc.assert(
      fc.property(division, ({ cidr, length, one }) => {
        const part = subnet(cidr, length, one);
        expect(prefixLength(part)).toBe(length);
        expect(cidrSchema.safeParse(part).success).toBe(true);
      }),
    );
  });

  test("shares no address with another part", () => {
    fc.assert(
      fc.property(division, ({ cidr, length, one, other }) => {
        expect(overlaps(subnet(cidr, length, one), subnet(cidr, length, other))).toBe(one === other);
      }),
    );
  });

  test("comes before the parts of later places", () => {
    fc.assert(
      fc.property(division, ({ cidr, length, one, other }) => {
        const places = [one, other].sort((a, b) => a - b);
        const starts = places.map((place) => start(subnet(cidr, length, place)));
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      }),
    );
  });

  test("together with its like fills the block", () => {
    const parts = Array.from({ length: 8 }, (_, place) => subnet("10.32.0.0/13", 16, place));
    expect(parts).toEqual([32, 33, 34, 35, 36, 37, 38, 39].map((second) => `10.${second}.0.0/16`));
  });

  test("is the block itself where it is as long", () => {
    fc.assert(fc.property(block, (cidr) => subnet(cidr, prefixLength(cidr), 0) === cidr));
  });

  test.each([
    ["after the last", "10.0.0.0/16", 19, 8],
    ["before the first", "10.0.0.0/16", 19, -1],
    ["longer than the block", "10.0.0.0/16", 8, 0],
    ["smaller than an address", "10.0.0.0/30", 33, 0],
  ])("%s does not exist", (_, cidr, length, place) => {
    expect(() => subnet(cidr, length, place)).toThrow(RangeError);
  });
});

describe("two blocks", () => {
  test("overlap as their first and last addresses say", () => {
    fc.assert(
      fc.property(block, block, (a, b) => {
        expect(overlaps(a, b)).toBe(start(a) <= end(b) && start(b) <= end(a));
      }),
      { numRuns: 1000 },
    );
  });

  test("overlap in either order", () => {
    fc.assert(fc.property(block, block, (a, b) => overlaps(a, b) === overlaps(b, a)));
  });

  test("contain each other only if they are one", () => {
    fc.assert(fc.property(block, block, (a, b) => !(contains(a, b) && contains(b, a)) || a === b));
  });

  test("of which one contains the other also overlap", () => {
    fc.assert(
      fc.property(division, ({ cidr, length, one }) => {
        expect(overlaps(subnet(cidr, length, one), cidr)).toBe(true);
      }),
    );
  });
});

test("every block in canonical form is read, and with host bits set none is", () => {
  fc.assert(
    fc.property(block, fc.nat(), (cidr, other) => {
      expect(cidrSchema.safeParse(cidr).success).toBe(true);
      const size = end(cidr) - start(cidr) + 1;
      const host = 1 + (other % Math.max(1, size - 1));
      const moved = text(start(cidr) + host, prefixLength(cidr));
      expect(size === 1 || !cidrSchema.safeParse(moved).success).toBe(true);
    }),
  );
});

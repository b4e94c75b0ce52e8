import fc from "fast-check";
import { type Figures, figuresInWords, isAmong, nearestFigure } from "../../constructs/contract/bounds";

const figure = fc.integer({ min: -100, max: 100 });
const bounds = fc
  .tuple(figure, figure)
  .map(([one, other]) => ({ minimum: Math.min(one, other), maximum: Math.max(one, other) }));
const figures: fc.Arbitrary<Figures> = fc.oneof(bounds, fc.array(figure, { minLength: 1, maxLength: 5 }));

test("the nearest figure is one that is taken, and none that is taken is nearer", () => {
  fc.assert(
    fc.property(figures, figure, (taken, value) => {
      const nearest = nearestFigure(taken, value);
      expect(isAmong(taken, nearest)).toBe(true);
      const distances = Array.from({ length: 201 }, (_, place) => place - 100)
        .filter((one) => isAmong(taken, one))
        .map((one) => Math.abs(one - value));
      expect(Math.abs(nearest - value)).toBe(Math.min(...distances));
    }),
    { numRuns: 500 },
  );
});

test("a figure that is taken is its own nearest", () => {
  fc.assert(
    fc.property(figures, figure, (taken, value) => {
      expect(nearestFigure(taken, value) === value).toBe(isAmong(taken, value));
    }),
  );
});

test("bounds hold both of their ends", () => {
  const taken = { minimum: 4, maximum: 24 };
  expect([3, 4, 24, 25].map((value) => isAmong(taken, value))).toEqual([false, true, true, false]);
});

test("figures read as bounds or as a list", () => {
  expect(figuresInWords({ minimum: 4, maximum: 24 })).toBe("4 to 24");
  expect(figuresInWords([7, 30])).toBe("7, 30");
  expect(figuresInWords({ minimum: 1, maximum: 1 })).toBe("1");
});

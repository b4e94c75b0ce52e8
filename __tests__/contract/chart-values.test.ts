import { at, merged } from "../../constructs/contract/chart-values";

test("values stand at a path with dots", () => {
  expect(at("rbac.serviceAccount", { name: "a" })).toEqual({ rbac: { serviceAccount: { name: "a" } } });
  expect(at("podLabels", {})).toEqual({ podLabels: {} });
});

test("values are merged as Helm merges its files: objects key by key, all else whole", () => {
  const one = { a: { b: 1, c: [1, 2] }, d: 1 };
  expect(merged(one, undefined, { a: { c: [3], e: 2 } }, { d: { f: 1 } })).toEqual({
    a: { b: 1, c: [3], e: 2 },
    d: { f: 1 },
  });
  expect(one).toEqual({ a: { b: 1, c: [1, 2] }, d: 1 });
  expect(merged()).toEqual({});
});

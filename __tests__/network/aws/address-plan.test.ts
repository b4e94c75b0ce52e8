import fc from "fast-check";
import { plannedZones, usableAddresses } from "../../../constructs/contract/address-plan";
import { contains, overlaps, prefixLength } from "../../../constructs/contract/cidr";
import { podAddresses, zoneAddresses } from "../../../constructs/network/aws/address-plan";

const places = Array.from({ length: plannedZones }, (_, place) => place);

/** A network of any size that AWS takes. */
const network = fc
  .tuple(fc.integer({ min: 16, max: 22 }), fc.integer({ min: 0, max: 255 }))
  .map(([length, second]) => `10.${second}.0.0/${length}`);

test("a /16 is divided into node subnets of /19 and small ones of /22", () => {
  expect(zoneAddresses("10.0.0.0/16", 0)).toEqual({
    private: "10.0.0.0/19",
    public: "10.0.192.0/22",
    controlPlane: "10.0.224.0/22",
  });
  expect(zoneAddresses("10.0.0.0/16", 5)).toEqual({
    private: "10.0.160.0/19",
    public: "10.0.212.0/22",
    controlPlane: "10.0.244.0/22",
  });
  expect(podAddresses("100.64.0.0/16", 2)).toBe("100.64.64.0/19");
});

test("no two subnets of the six zones share an address, and all lie within the network", () => {
  fc.assert(
    fc.property(network, (cidr) => {
      const subnets = places.flatMap((place) => Object.values(zoneAddresses(cidr, place)));
      const clashes = subnets.filter((one, i) => subnets.slice(0, i).some((other) => overlaps(one, other)));
      expect(clashes).toEqual([]);
      expect(subnets.filter((one) => !contains(cidr, one))).toEqual([]);
    }),
  );
});

test("no subnet is smaller than AWS allows", () => {
  fc.assert(
    fc.property(network, (cidr) => {
      expect(Math.max(...Object.values(zoneAddresses(cidr, 0)).map(prefixLength))).toBeLessThanOrEqual(28);
    }),
  );
});

test("AWS keeps five addresses of a subnet", () => {
  expect(usableAddresses("10.0.0.0/24")).toBe(251);
});

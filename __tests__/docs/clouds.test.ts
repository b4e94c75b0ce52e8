import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { plannedZones } from "../../constructs/contract/address-plan";
import { cloudNames } from "../../constructs/contract/project";
import { zoneAddresses } from "../../constructs/network/aws/address-plan";
import { apiServerAddresses, nodeAddresses } from "../../constructs/network/azure/address-plan";
import * as hetznerPlan from "../../constructs/network/hetzner/address-plan";
import { anchor } from "../../scripts/docs/markdown";
import { projectRoot } from "../../scripts/host";

const docs = path.join(projectRoot(), "docs");
const pages = readdirSync(docs, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
const text = (file: string) => readFileSync(path.join(docs, file), "utf8");

/** The anchors of a page's headings. */
function anchorsOf(page: string): readonly string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchor(heading));
}

test.each(cloudNames)("%s has a page", (cloud) => {
  expect(pages).toContain(path.join("clouds", `${cloud}.md`));
});

test.each(pages)("every link of %s within the project leads somewhere", (file) => {
  const links = [...text(file).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)];
  const broken = links.filter(([, target = "", heading = ""]) => {
    const page = path.join(docs, path.dirname(file), target);
    const goal = target === "" ? path.join(docs, file) : page;
    if (!existsSync(goal)) return true;
    return heading !== "" && !anchorsOf(readFileSync(goal, "utf8")).includes(heading);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

test("the address plan of Azure is the one that the code makes", () => {
  const page = text(path.join("clouds", "azure.md"));
  const rows = [...page.matchAll(/^\| \d\w\w +\| `([^`]+)` +\|$/gm)].map(([, cidr]) => cidr);
  expect(rows).toEqual([0, 1, 2].map((place) => nodeAddresses("10.0.0.0/16", place)));
  expect(page).toContain(`The API server has \`${apiServerAddresses("10.0.0.0/16")}\``);
});

test("the address plan of Hetzner is the one that the code makes", () => {
  const page = text(path.join("clouds", "hetzner.md"));
  const rows = [...page.matchAll(/^\| .* \| `(10\.0\.[\d./]+)` \|$/gm)].map(([, cidr]) => cidr);
  const [controlPlane, loadBalancers, nat, workers] = [
    hetznerPlan.controlPlaneAddresses,
    hetznerPlan.loadBalancerAddresses,
    hetznerPlan.natAddresses,
    hetznerPlan.workerAddresses,
  ].map((part) => part("10.0.0.0/16"));
  expect(rows).toEqual([controlPlane, loadBalancers, nat, "10.0.96.0/19", workers]);
  expect(page).toContain(`balancer at \`${hetznerPlan.apiAddress("10.0.0.0/16")}\``);
  expect(page).toContain(`servers from \`${hetznerPlan.controlPlaneServerAddress("10.0.0.0/16", 0)}\` on`);
  expect(page).toContain(`NAT hosts, from \`${hetznerPlan.natAddress("10.0.0.0/16", 0)}\` on`);
});

test("the address plan of AWS is the one that the code makes", () => {
  const rows = [...text(path.join("clouds", "aws.md")).matchAll(/^\| \d\w\w +\|.*$/gm)].map(([row]) =>
    [...row.matchAll(/`([^`]+)`/g)].map(([, cidr]) => cidr),
  );
  const plan = Array.from({ length: plannedZones }, (_, place) => zoneAddresses("10.0.0.0/16", place));
  expect(rows).toEqual(plan.map((zone) => [zone.private, zone.public, zone.controlPlane]));
});

import type { EnvironmentAccountInput, IdentityProviderInput } from "../../../constructs/contract/project";
import { cloudExamples } from "./examples";
import { another, type OtherValue } from "./other";
import type { Subject } from "./subject";

const account = (field: string, { cloud }: Subject) => `project.clouds.${cloud}.${field}`;

/** DNS zones for a cloud whose accounts have none. */
const refusedZones = ["example.org"];

/** The environment's own account with other values; what becomes undefined is left out. */
function withOwn(subject: Subject, changes: { readonly [Field in keyof EnvironmentAccountInput]: unknown }) {
  const own = Object.entries({ ...subject.ownAccount, ...changes }).filter(
    ([, value]) => value !== undefined,
  );
  return { [account("environments", subject)]: { [subject.read.name]: Object.fromEntries(own) } };
}

/** A provider of identities with other values, where the account has one; else one to be refused. */
function withProvider(subject: Subject, changes: Partial<IdentityProviderInput>) {
  const own = subject.account.identityProvider ?? {
    issuerUrl: "https://example.com",
    clientId: "kubernetes",
  };
  return { [account("identityProvider", subject)]: { ...own, ...changes } };
}

/** Other values for what all environments share, and for the accounts. */
export const projectChanges: Readonly<Record<string, OtherValue>> = {
  "project.name": () => ({ "project.name": "other" }),
  "project.owner": () => ({ "project.owner": "other" }),
  "project.tags": () => ({ "project.tags": { further: "tag" } }),
  "project.clouds.*.account": (subject) =>
    subject.ownAccount.deployRole === undefined && subject.newNetwork !== undefined
      ? { [account("account", subject)]: subject.example.accounts[1].account }
      : undefined,
  "project.clouds.*.tenant": (subject) => ({
    [account("tenant", subject)]: another(subject.example.tenants, subject.account.tenant),
  }),
  // A region has zones of its own, and so have subnets that exist.
  "project.clouds.*.region": (subject) =>
    subject.newNetwork && {
      [account("region", subject)]: subject.example.accounts[1].region,
      [account("zones", subject)]: subject.example.accounts[1].zones,
    },
  "project.clouds.*.zones": (subject) => {
    const [first = "", ...others] = subject.account.zones;
    return subject.newNetwork && subject.read.zones.length <= others.length
      ? { [account("zones", subject)]: [...others, first] }
      : undefined;
  },
  "project.clouds.*.adminPrincipals": (subject) =>
    subject.ownAccount.adminPrincipals === undefined
      ? { [account("adminPrincipals", subject)]: subject.example.accounts[1].adminPrincipals }
      : undefined,
  "project.clouds.*.dnsZoneIds": (subject) =>
    subject.writesDns && subject.ownAccount.dnsZoneIds === undefined
      ? { [account("dnsZoneIds", subject)]: subject.example.accounts[1].dnsZoneIds ?? refusedZones }
      : undefined,
  "project.clouds.*.identityProvider.issuerUrl": (subject) =>
    withProvider(subject, { issuerUrl: "https://other.example.com" }),
  "project.clouds.*.identityProvider.clientId": (subject) => withProvider(subject, { clientId: "other" }),
  "project.clouds.*.workloadsOn": ({ cloud, identity }) => {
    const other = cloud === "gcp" ? "aws" : "gcp";
    return (
      identity && {
        [`project.clouds.${cloud}.workloadsOn`]: other,
        [`project.clouds.${other}`]: cloudExamples[other].accounts[0],
      }
    );
  },
  // Where a role leads into another account, it is of that account.
  "project.clouds.*.environments.*.account": (subject) => {
    const id = subject.example.accounts[1].account;
    const hasRoles = subject.can.accountFields.includes("deployRole");
    return (
      subject.newNetwork &&
      withOwn(subject, { account: id, deployRole: hasRoles ? subject.example.deployRole(id) : undefined })
    );
  },
  "project.clouds.*.environments.*.deployRole": (subject) =>
    withOwn(subject, {
      deployRole:
        subject.ownAccount.deployRole === undefined
          ? subject.example.deployRole(subject.account.account)
          : undefined,
    }),
  "project.clouds.*.environments.*.adminPrincipals": (subject) =>
    withOwn(subject, {
      adminPrincipals: another(
        subject.example.accounts.map(({ adminPrincipals }) => adminPrincipals),
        subject.read.account.adminPrincipals,
      ),
    }),
  "project.clouds.*.environments.*.dnsZoneIds": (subject) =>
    subject.writesDns
      ? withOwn(subject, {
          dnsZoneIds: another(
            subject.example.accounts.map(({ dnsZoneIds = refusedZones }) => dnsZoneIds),
            subject.read.account.dnsZoneIds,
          ),
        })
      : undefined,
};

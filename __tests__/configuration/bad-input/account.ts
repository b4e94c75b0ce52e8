import { type BadInputs, told } from "../refusal";

export const badAccount: BadInputs = {
  about: "an AWS account",
  cases: [
    {
      it: "refuses an account id with dashes",
      project: { "clouds.aws.account": "1234-5678-9012" },
      problems: [
        told(
          'project.clouds.aws.account = "1234-5678-9012" is not an AWS account id.',
          "Allowed: twelve digits, as text.",
          "Mend: copy it from `aws sts get-caller-identity --query Account`.",
        ),
      ],
    },
    {
      it: "refuses an account id of eleven digits",
      project: { "clouds.aws.account": "12345678901" },
      problems: [
        told(
          'project.clouds.aws.account = "12345678901" is not an AWS account id.',
          "Allowed: twelve digits, as text.",
          "Mend: copy it from `aws sts get-caller-identity --query Account`.",
        ),
      ],
    },
    {
      it: "refuses an account id that is a number",
      project: { "clouds.aws.account": 123456789012 },
      problems: [
        told(
          "project.clouds.aws.account = 123456789012 is not allowed.",
          "Allowed: text.",
          "Mend: write it as text, in quotes.",
        ),
      ],
    },
    {
      it: "refuses an environment's account id of the wrong form",
      project: { "clouds.aws.environments": { dev: { account: "dev" } } },
      problems: [
        told(
          'project.clouds.aws.environments.dev.account = "dev" is not an AWS account id.',
          "Allowed: twelve digits, as text.",
          "Mend: copy it from `aws sts get-caller-identity --query Account`.",
        ),
      ],
    },
    {
      it: "refuses another account without a deploy role",
      project: { "clouds.aws.environments": { dev: { account: "210987654321" } } },
      problems: [
        told(
          "project.clouds.aws.environments.dev.deployRole is missing, and the account is another one than that of the state (123456789012).",
          "Allowed: a role of the environment's account, such as arn:aws:iam::210987654321:role/deploy.",
          "Mend: name a role that the identity that runs Terraform may assume.",
        ),
      ],
    },
    {
      it: "refuses a deploy role of another account",
      project: {
        "clouds.aws.environments": { dev: { deployRole: "arn:aws:iam::210987654321:role/deploy" } },
      },
      problems: [
        told(
          'project.clouds.aws.environments.dev.deployRole = "arn:aws:iam::210987654321:role/deploy" is a role of another account (210987654321).',
          "Allowed: a role of the environment's account, such as arn:aws:iam::123456789012:role/deploy.",
          "Mend: correct the role, or the environment's account.",
        ),
      ],
    },
    {
      it: "refuses a deploy role of the project's account for an environment with its own",
      project: {
        "clouds.aws.environments": {
          dev: { account: "210987654321", deployRole: "arn:aws:iam::123456789012:role/deploy" },
        },
      },
      problems: [
        told(
          'project.clouds.aws.environments.dev.deployRole = "arn:aws:iam::123456789012:role/deploy" is a role of another account (123456789012).',
          "Allowed: a role of the environment's account, such as arn:aws:iam::210987654321:role/deploy.",
          "Mend: correct the role, or the environment's account.",
        ),
      ],
    },
    {
      it: "refuses a deploy role that is a name",
      project: { "clouds.aws.environments": { dev: { deployRole: "deploy" } } },
      problems: [
        told(
          'project.clouds.aws.environments.dev.deployRole = "deploy" is not an IAM role.',
          "Allowed: a role of the environment's account, such as arn:aws:iam::123456789012:role/deploy.",
          "Mend: correct the role, or the environment's account.",
        ),
      ],
    },
    {
      it: "refuses a deploy role that is a user",
      project: {
        "clouds.aws.environments": { dev: { deployRole: "arn:aws:iam::123456789012:user/deploy" } },
      },
      problems: [
        told(
          'project.clouds.aws.environments.dev.deployRole = "arn:aws:iam::123456789012:user/deploy" is not an IAM role.',
          "Allowed: a role of the environment's account, such as arn:aws:iam::123456789012:role/deploy.",
          "Mend: correct the role, or the environment's account.",
        ),
      ],
    },
    {
      it: "refuses a tenant, which AWS doesn't have",
      project: { "clouds.aws.tenant": "11111111-2222-3333-4444-555555555555" },
      problems: [
        told(
          'project.clouds.aws.tenant = "11111111-2222-3333-4444-555555555555" is something that aws doesn\'t have.',
          "Allowed: nothing.",
          "Mend: remove the field.",
        ),
      ],
    },
    {
      it: "refuses DNS zones of another form, for all environments and for one",
      project: {
        "clouds.aws.dnsZoneIds": ["example.com"],
        "clouds.aws.environments": { dev: { dnsZoneIds: ["/hostedzone/Z0123456789ABCDEFGHIJ"] } },
      },
      problems: [
        told(
          'project.clouds.aws.dnsZoneIds = "example.com" is not the id of a Route 53 hosted zone.',
          'Allowed: ids such as "Z0123456789ABCDEFGHIJ", without "/hostedzone/".',
          "Mend: copy it from `aws route53 list-hosted-zones`.",
        ),
        told(
          'project.clouds.aws.environments.dev.dnsZoneIds = "/hostedzone/Z0123456789ABCDEFGHIJ" is not the id of a Route 53 hosted zone.',
          'Allowed: ids such as "Z0123456789ABCDEFGHIJ", without "/hostedzone/".',
          "Mend: copy it from `aws route53 list-hosted-zones`.",
        ),
      ],
    },
    {
      it: "refuses a list of DNS zones that is empty, and one that names a zone twice",
      project: {
        "clouds.aws.dnsZoneIds": [],
        "clouds.aws.environments": {
          dev: { dnsZoneIds: ["Z0123456789ABCDEFGHIJ", "Z0123456789ABCDEFGHIJ"] },
        },
      },
      problems: [
        told(
          "project.clouds.aws.dnsZoneIds = [] is empty.",
          "Allowed: at least one DNS zone.",
          "Mend: name the zones, or remove the field.",
        ),
        told(
          'project.clouds.aws.environments.dev.dnsZoneIds = ["Z0123456789ABCDEFGHIJ","Z0123456789ABCDEFGHIJ"] names one DNS zone twice.',
          "Allowed: each DNS zone once.",
          "Mend: remove the repetition.",
        ),
      ],
    },
  ],
};

import { type BadInputs, told } from "../refusal";

const admin = "arn:aws:iam::123456789012:role/platform-admin";

export const badAdministrators: BadInputs = {
  about: "the administrators",
  cases: [
    {
      it: "refuses to have no administrator",
      project: { "clouds.aws.adminPrincipals": [] },
      problems: [
        told(
          "project.clouds.aws.adminPrincipals = [] is empty.",
          "Allowed: at least one principal.",
          "Mend: name who may administer the cluster; nobody else, its creator included, can.",
        ),
      ],
    },
    {
      it: "refuses an environment without administrators",
      project: { "clouds.aws.environments": { dev: { adminPrincipals: [] } } },
      problems: [
        told(
          "project.clouds.aws.environments.dev.adminPrincipals = [] is empty.",
          "Allowed: at least one principal.",
          "Mend: name who may administer the cluster; nobody else, its creator included, can.",
        ),
      ],
    },
    {
      it: "refuses an administrator who is listed twice",
      project: { "clouds.aws.adminPrincipals": [admin, admin] },
      problems: [
        told(
          'project.clouds.aws.adminPrincipals = ["arn:aws:iam::123456789012:role/platform-admin","arn:aws:iam::123456789012:role/platform-admin"] names one principal twice.',
          "Allowed: each principal once.",
          "Mend: remove the repetition.",
        ),
      ],
    },
    {
      it: "refuses a group as administrator",
      project: { "clouds.aws.adminPrincipals": ["arn:aws:iam::123456789012:group/admins"] },
      problems: [
        told(
          'project.clouds.aws.adminPrincipals = "arn:aws:iam::123456789012:group/admins" is not an IAM role or user.',
          "Allowed: an ARN such as arn:aws:iam::123456789012:role/platform-admin.",
          "Mend: give the ARN of the role or user itself, not of an assumed-role session, a group or a service's role.",
        ),
      ],
    },
    {
      it: "refuses an assumed-role session as administrator",
      project: { "clouds.aws.adminPrincipals": ["arn:aws:sts::123456789012:assumed-role/admin/ann"] },
      problems: [
        told(
          'project.clouds.aws.adminPrincipals = "arn:aws:sts::123456789012:assumed-role/admin/ann" is not an IAM role or user.',
          "Allowed: an ARN such as arn:aws:iam::123456789012:role/platform-admin.",
          "Mend: give the ARN of the role or user itself, not of an assumed-role session, a group or a service's role.",
        ),
      ],
    },
    {
      it: "refuses an account's root as administrator",
      project: {
        "clouds.aws.environments": { dev: { adminPrincipals: ["arn:aws:iam::123456789012:root"] } },
      },
      problems: [
        told(
          'project.clouds.aws.environments.dev.adminPrincipals = "arn:aws:iam::123456789012:root" is not an IAM role or user.',
          "Allowed: an ARN such as arn:aws:iam::123456789012:role/platform-admin.",
          "Mend: give the ARN of the role or user itself, not of an assumed-role session, a group or a service's role.",
        ),
      ],
    },
    {
      it: "refuses a service's own role as administrator",
      project: {
        "clouds.aws.adminPrincipals": [
          "arn:aws:iam::123456789012:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS",
        ],
      },
      problems: [
        told(
          'project.clouds.aws.adminPrincipals = "arn:aws:iam::123456789012:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS" is not an IAM role or user.',
          "Allowed: an ARN such as arn:aws:iam::123456789012:role/platform-admin.",
          "Mend: give the ARN of the role or user itself, not of an assumed-role session, a group or a service's role.",
        ),
      ],
    },
    {
      it: "refuses one role in two paths",
      project: {
        "clouds.aws.adminPrincipals": [
          "arn:aws:iam::123456789012:role/platform-admin",
          "arn:aws:iam::123456789012:role/team/platform-admin",
        ],
      },
      problems: [
        told(
          'project.clouds.aws.adminPrincipals = "arn:aws:iam::123456789012:role/team/platform-admin" differs from another principal by its path alone, and no account has two of one name.',
          "Allowed: each principal once.",
          "Mend: remove the wrong one of the two.",
        ),
      ],
    },
  ],
};

import { awsRegions } from "../../../constructs/account/aws/aws-regions";
import { type BadInputs, told } from "../refusal";

const regions = awsRegions.join(", ");

export const badRegion: BadInputs = {
  about: "a region and its zones",
  cases: [
    {
      it: "refuses an unknown region, and says it once",
      project: { "clouds.aws.region": "eu-centrl-1" },
      problems: [
        told(
          'project.clouds.aws.region = "eu-centrl-1" is not an AWS Region.',
          `Allowed: ${regions}.`,
          'Mend: did you mean "eu-central-1"?',
        ),
      ],
    },
    {
      it: "refuses a region of another partition",
      project: { "clouds.aws.region": "cn-north-1" },
      problems: [
        told(
          'project.clouds.aws.region = "cn-north-1" is not an AWS Region.',
          `Allowed: ${regions}.`,
          'Mend: did you mean "eu-north-1"?',
        ),
      ],
    },
    {
      it: "refuses a zone of another region",
      project: { "clouds.aws.zones.2": "eu-west-1c" },
      problems: [
        told(
          'project.clouds.aws.zones = "eu-west-1c" is not a zone of eu-central-1.',
          'Allowed: "eu-central-1" and a letter.',
          "Mend: list the zones that `aws ec2 describe-availability-zones --region eu-central-1` names.",
        ),
      ],
    },
    {
      it: "refuses a Local Zone",
      project: { "clouds.aws.zones.2": "eu-central-1-ham-1a" },
      problems: [
        told(
          'project.clouds.aws.zones = "eu-central-1-ham-1a" is not a zone of eu-central-1.',
          'Allowed: "eu-central-1" and a letter.',
          "Mend: list the zones that `aws ec2 describe-availability-zones --region eu-central-1` names.",
        ),
      ],
    },
    {
      it: "refuses a zone's id in place of its name",
      project: { "clouds.aws.zones.2": "euc1-az1" },
      problems: [
        told(
          'project.clouds.aws.zones = "euc1-az1" is not a zone of eu-central-1.',
          'Allowed: "eu-central-1" and a letter.',
          "Mend: list the zones that `aws ec2 describe-availability-zones --region eu-central-1` names.",
        ),
      ],
    },
    {
      it: "refuses a region in place of a zone",
      project: { "clouds.aws.zones.2": "eu-central-1" },
      problems: [
        told(
          'project.clouds.aws.zones = "eu-central-1" is not a zone of eu-central-1.',
          'Allowed: "eu-central-1" and a letter.',
          "Mend: list the zones that `aws ec2 describe-availability-zones --region eu-central-1` names.",
        ),
      ],
    },
    {
      it: "refuses to have no zone",
      project: { "clouds.aws.zones": [] },
      problems: [
        told(
          "project.clouds.aws.zones = [] is empty.",
          "Allowed: at least one zone.",
          "Mend: list the region's zones in the order that environments should take them.",
        ),
      ],
    },
    {
      it: "refuses a zone that is listed twice",
      project: { "clouds.aws.zones.2": "eu-central-1a" },
      problems: [
        told(
          'project.clouds.aws.zones = ["eu-central-1a","eu-central-1b","eu-central-1a"] names one zone twice.',
          "Allowed: each zone once.",
          "Mend: remove the repetition.",
        ),
      ],
    },
  ],
};

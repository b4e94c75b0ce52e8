import { type BadInputs, told } from "../refusal";

export const badCluster: BadInputs = {
  about: "a cluster",
  cases: [
    {
      it: "refuses an unknown upgrade channel",
      dev: { "kubernetesCluster.upgradeChannel": "extnded" },
      problems: [
        told(
          'dev.kubernetesCluster.upgradeChannel = "extnded" is not allowed.',
          'Allowed: "standard", "extended".',
          'Mend: did you mean "extended"?',
        ),
      ],
    },
    {
      it: "refuses a control plane in one zone",
      dev: { "kubernetesCluster.controlPlaneHa": false },
      problems: [
        told(
          "dev.kubernetesCluster.controlPlaneHa = false is something that aws can't do.",
          "Allowed: true.",
          "Mend: use true.",
        ),
      ],
    },
    {
      it: "refuses an unknown encryption of secrets",
      dev: { "kubernetesCluster.secretsEncryption": "none" },
      problems: [
        told(
          'dev.kubernetesCluster.secretsEncryption = "none" is not allowed.',
          'Allowed: "customer-key", "provider-key".',
          "Mend: use an allowed one.",
        ),
      ],
    },
    {
      it: "refuses a maintenance window, which EKS doesn't have",
      dev: { "kubernetesCluster.maintenanceWindow": { day: "sunday", startHour: 2, durationHours: 4 } },
      problems: [
        told(
          'dev.kubernetesCluster.maintenanceWindow = {"day":"sunday","startHour":2,"durationHours":4} is something that aws can\'t do.',
          "Allowed: nothing.",
          "Mend: remove the field.",
        ),
      ],
    },
    {
      it: "refuses a maintenance window out of hours",
      dev: { "kubernetesCluster.maintenanceWindow": { day: "sun", startHour: 24, durationHours: 1 } },
      problems: [
        told(
          'dev.kubernetesCluster.maintenanceWindow.day = "sun" is not allowed.',
          'Allowed: "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday".',
          "Mend: use an allowed one.",
        ),
        told(
          "dev.kubernetesCluster.maintenanceWindow.startHour = 24 is out of range.",
          "Allowed: a whole number from 0 to 23 (the hour, in UTC).",
          "Mend: use 23.",
        ),
        told(
          "dev.kubernetesCluster.maintenanceWindow.durationHours = 1 is out of range.",
          "Allowed: a whole number from 4 to 24 (hours).",
          "Mend: use 4.",
        ),
      ],
    },
    {
      it: "refuses a retention that CloudWatch doesn't know",
      dev: { "kubernetesCluster.controlPlaneLogs": { retentionDays: 364 } },
      problems: [
        told(
          "dev.kubernetesCluster.controlPlaneLogs.retentionDays = 364 is something that aws can't do.",
          "Allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653.",
          "Mend: use one of these.",
        ),
      ],
    },
    {
      it: "refuses a deletion protection that is a word",
      dev: { "kubernetesCluster.deletionProtection": "true" },
      problems: [
        told(
          'dev.kubernetesCluster.deletionProtection = "true" is not allowed.',
          "Allowed: true or false.",
          "Mend: write true or false, without quotes.",
        ),
      ],
    },
  ],
};

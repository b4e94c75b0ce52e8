/** Names that the network gives where AWS wants one, from the environment's prefix. */
export function networkNames(namePrefix: string) {
  return {
    flowLogRole: `${namePrefix}-vpc-flow-logs`,
    flowLogGroup: `/aws/vpc/${namePrefix}/flow-logs`,
    endpointSecurityGroup: `${namePrefix}-service-endpoints`,
  };
}

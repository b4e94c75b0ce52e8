"""All kinds of resources."""

from __future__ import annotations

from local_cloud.hetzner.firewalls import FIREWALLS
from local_cloud.hetzner.floating_ips import FLOATING_IPS
from local_cloud.hetzner.load_balancers import LOAD_BALANCERS
from local_cloud.hetzner.networks import NETWORKS
from local_cloud.hetzner.placement_groups import PLACEMENT_GROUPS
from local_cloud.hetzner.primary_ips import PRIMARY_IPS
from local_cloud.hetzner.servers import SERVERS
from local_cloud.hetzner.ssh_keys import SSH_KEYS
from local_cloud.hetzner.volumes import VOLUMES

KINDS = {
    kind.plural: kind
    for kind in (
        FIREWALLS,
        FLOATING_IPS,
        LOAD_BALANCERS,
        NETWORKS,
        PLACEMENT_GROUPS,
        PRIMARY_IPS,
        SERVERS,
        SSH_KEYS,
        VOLUMES,
    )
}

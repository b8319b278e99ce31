import type { Service } from 'bonjour-service'
import { termClaim } from '../protocol/term-claim.ts'
import type { TermClaim } from '../protocol/term.ts'
import { openNetwork, SERVICE_TYPE } from './mdns.ts'

/** Longest proof that is announced: an entry of mDNS has at most 255 bytes. RSA keys sign longer; their hubs are told otherwise. */
const MAX_ANNOUNCED_PROOF = 240

/** The entries of an announcement that tell of a term; none in the first. */
export function termEntries(claim: TermClaim | null): Record<string, string> {
  if (claim === null || claim.proof.length > MAX_ANNOUNCED_PROOF) return {}
  return { t: String(claim.number), p: claim.id, s: claim.proof }
}

interface Lookout {
  /** The IPv4 addresses whose networks are listened to. */
  addresses: readonly string[]
  hubId: string
  /** Told of each term that somebody announces for this hub's name. Anybody can: the proof has to be looked at. */
  heard: (claim: TermClaim) => void
}

/** Listens for other hubs of this gym until it is stopped; `look` asks whoever is there to say so. */
export function lookOutForTerms({ addresses, hubId, heard }: Lookout): {
  look: () => void
  stop: () => void
} {
  const tell = (service: Service): void => {
    const claim = claimIn(service, hubId)
    if (claim) heard(claim)
  }
  // Without a network nobody else is heard of, and nobody can go elsewhere.
  const networks = addresses.map((address) => openNetwork(address, () => undefined))
  const browsers = networks.map((network) => network.find({ type: SERVICE_TYPE }, tell))
  for (const browser of browsers) browser.on('txt-update', tell)
  return {
    look: () => browsers.forEach((browser) => browser.update()),
    stop: () => networks.forEach((network) => network.destroy()),
  }
}

function claimIn({ txt }: Service, hubId: string): TermClaim | null {
  const { id, t, p, s } = (txt ?? {}) as Record<string, unknown>
  if (id !== hubId) return null
  const claim = termClaim.safeParse({ number: Number(t), id: p, proof: s })
  return claim.success ? claim.data : null
}

/** Whether and where the hub can be reached from the network, as desks are told. */
export interface LanState {
  isOn: boolean
  /** The name of the hub's key, see pairing.ts; null while the network is off. */
  hubId: string | null
  /** Where other PCs reach it, e.g. `https://192.168.1.5:8443/`. */
  addresses: string[]
  /** Why it is off though it is wanted, a sentence; null where nothing is wrong. */
  problem: string | null
}

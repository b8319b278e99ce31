import type { KioskBridge } from './bridge.ts'
import { makeSignInLink } from './hub-control.ts'
import type { HubProcess } from './hub-process.ts'
import type { JoinAddress } from './settings/join-address.ts'

/** What the page is told of its hub. */
export type HubAnswers = Pick<KioskBridge, 'hubAddress' | 'signInCode'>

/** What the page is told where this shell hosts the hub: the hub's address, and a fresh code for every sign-in. */
export function answersOfHost(hub: Pick<HubProcess, 'ready'>, dataFolder: string): HubAnswers {
  return {
    hubAddress: async () => (await hub.ready()).http,
    signInCode: async () => {
      await hub.ready()
      return (await makeSignInLink(dataFolder)).code
    },
  }
}

/** What the page is told where the hub is elsewhere: its address, and the code of the sign-in link, once. */
export function answersOfJoined({ address, code }: JoinAddress): HubAnswers {
  let unused = code
  return {
    hubAddress: () => Promise.resolve(address),
    signInCode: () => {
      const given = unused
      unused = null
      return Promise.resolve(given)
    },
  }
}

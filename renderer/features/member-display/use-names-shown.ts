import { useStored, writeStored } from '../../ui/stored.ts'
import { NAMES_SHOWN, type NamesShown } from './shown-name.ts'

const NAMES_KEY = 'av-gym-front-desk member names'

/** How much of a name the members' screen shows, and how to choose; kept on this machine. */
export function useNamesShown(): { names: NamesShown; choose: (names: NamesShown) => void } {
  const names = useStored(NAMES_KEY, NAMES_SHOWN, 'initial')
  return { names, choose: (chosen) => writeStored(NAMES_KEY, chosen) }
}

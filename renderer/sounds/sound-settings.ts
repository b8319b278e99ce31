import { readStored, useStored, writeStored } from '../ui/stored.ts'

const SOUND_KEY = 'av-gym-front-desk sound'
const VOLUME_KEY = 'av-gym-front-desk volume'
const SOUND_CHOICES = ['on', 'off'] as const

/** Per cent of the loudest; kept as text, as everything is on this machine. */
const VOLUMES = ['10', '20', '30', '40', '50', '60', '70', '80', '90', '100'] as const

/** Heard over a gym's music by most; there is room for louder ones. */
const USUAL_VOLUME = '70'

/** Whether this desk makes sounds. */
export function isSoundOn(): boolean {
  return readStored(SOUND_KEY, SOUND_CHOICES, 'on') === 'on'
}

/** How loud this desk is, a share of the loudest. */
export function readVolume(): number {
  return Number(readStored(VOLUME_KEY, VOLUMES, USUAL_VOLUME)) / 100
}

/** The same for what is drawn, and how to change it; kept on this machine. */
export function useSound(): {
  isOn: boolean
  volume: number
  turn: (isOn: boolean) => void
  setVolume: (share: number) => void
} {
  return {
    isOn: useStored(SOUND_KEY, SOUND_CHOICES, 'on') === 'on',
    volume: Number(useStored(VOLUME_KEY, VOLUMES, USUAL_VOLUME)) / 100,
    turn: (isOn) => writeStored(SOUND_KEY, isOn ? 'on' : 'off'),
    setVolume: (share) => writeStored(VOLUME_KEY, String(Math.round(share * 100))),
  }
}

import { isSoundOn, readVolume } from './sound-settings.ts'

/** What a desk can be heard to say, in the order in which the settings offer to hear it. */
export const TONE_NAMES = ['granted', 'warning', 'denied', 'leaving'] as const

export type Tone = (typeof TONE_NAMES)[number]

interface Note {
  /** Hertz. */
  pitch: number
  /** Seconds from the beginning of the tone. */
  from: number
  lasts: number
  wave: OscillatorType
}

/** Told apart by direction and rhythm, not by pitch alone: rising, two equal, low and long, falling. */
const TONES: Readonly<Record<Tone, readonly Note[]>> = {
  granted: [
    { pitch: 660, from: 0, lasts: 0.09, wave: 'sine' },
    { pitch: 990, from: 0.09, lasts: 0.14, wave: 'sine' },
  ],
  warning: [
    { pitch: 740, from: 0, lasts: 0.1, wave: 'triangle' },
    { pitch: 740, from: 0.16, lasts: 0.1, wave: 'triangle' },
    { pitch: 740, from: 0.32, lasts: 0.1, wave: 'triangle' },
  ],
  denied: [
    { pitch: 196, from: 0, lasts: 0.18, wave: 'square' },
    { pitch: 156, from: 0.22, lasts: 0.3, wave: 'square' },
  ],
  leaving: [
    { pitch: 660, from: 0, lasts: 0.09, wave: 'sine' },
    { pitch: 440, from: 0.09, lasts: 0.14, wave: 'sine' },
  ],
}

/** The loudest of each wave, as shares of what the machine can: a square sounds far louder than a sine of its height. */
const LOUDEST: Readonly<Record<OscillatorType, number>> = {
  sine: 0.5,
  triangle: 0.5,
  square: 0.18,
  sawtooth: 0.18,
  custom: 0.2,
}

/** Seconds in which a note comes and goes, so that it does not click. */
const FADE = 0.012

let context: AudioContext | null = null

const failureListeners = new Set<() => void>()

/** Tells of each tone that the machine could not play. */
export function onSoundFailed(listener: () => void): void {
  failureListeners.add(listener)
}

/** Plays a tone now, unless sound is off; silent where the browser does not allow sound yet. */
export function playTone(tone: Tone): void {
  if (!isSoundOn()) return
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') {
      // Not allowed before the first key or click; a tone that comes late would belong to nothing.
      void context.resume().catch(() => undefined)
      return
    }
    for (const note of TONES[tone]) playNote(context, note, readVolume())
  } catch {
    context = null
    for (const listener of failureListeners) listener()
  }
}

function playNote(audio: AudioContext, { pitch, from, lasts, wave }: Note, volume: number): void {
  // Squared: the ear hears ratios, so that half of the slider is half as loud.
  const peak = LOUDEST[wave] * volume ** 2
  const start = audio.currentTime + from
  const end = start + lasts
  const source = audio.createOscillator()
  const gain = audio.createGain()
  source.type = wave
  source.frequency.value = pitch
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(peak, start + FADE)
  gain.gain.setValueAtTime(peak, end - FADE)
  gain.gain.linearRampToValueAtTime(0, end)
  source.connect(gain).connect(audio.destination)
  source.start(start)
  source.stop(end)
}

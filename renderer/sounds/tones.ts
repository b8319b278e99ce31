import { readStored } from '../ui/stored.ts'

/** What a desk can be heard to say. */
export type Tone = 'granted' | 'warning' | 'denied' | 'leaving'

/** Where the choice of sound is kept, and its two values. */
export const SOUND_KEY = 'av-gym-front-desk sound'
export const SOUND_CHOICES = ['on', 'off'] as const

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

const VOLUME: Readonly<Record<OscillatorType, number>> = {
  sine: 0.25,
  triangle: 0.25,
  square: 0.09,
  sawtooth: 0.09,
  custom: 0.1,
}

/** Seconds in which a note comes and goes, so that it does not click. */
const FADE = 0.012

let context: AudioContext | null = null

/** Plays a tone now, unless sound is off; silent where the browser does not allow sound yet. */
export function playTone(tone: Tone): void {
  if (readStored(SOUND_KEY, SOUND_CHOICES, 'on') === 'off') return
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') {
      // Not allowed before the first key or click; a tone that comes late would belong to nothing.
      void context.resume().catch(() => undefined)
      return
    }
    for (const note of TONES[tone]) playNote(context, note)
  } catch {
    context = null
  }
}

function playNote(audio: AudioContext, { pitch, from, lasts, wave }: Note): void {
  const start = audio.currentTime + from
  const end = start + lasts
  const source = audio.createOscillator()
  const gain = audio.createGain()
  source.type = wave
  source.frequency.value = pitch
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(VOLUME[wave], start + FADE)
  gain.gain.setValueAtTime(VOLUME[wave], end - FADE)
  gain.gain.linearRampToValueAtTime(0, end)
  source.connect(gain).connect(audio.destination)
  source.start(start)
  source.stop(end)
}

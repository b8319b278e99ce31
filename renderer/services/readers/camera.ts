import type { Timers } from '../timers.ts'
import type { CodeDetector } from './code-detector.ts'
import { look, type View } from './codes-in-view.ts'

/** Ten looks a second: a code held to the camera is read while it is still being held still. */
const LOOK_EVERY_MS = 100

/** Enough for a QR code on a phone at arm's length; more only takes longer to look through. */
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 480 },
  facingMode: 'environment',
}

interface CameraParts {
  media: Pick<MediaDevices, 'getUserMedia'>
  loadDetector: () => Promise<CodeDetector>
  timers: Timers
  onCode: (code: string) => void
  /** The camera was pulled, or taken away from this page. */
  onEnded: () => void
}

/** A camera that looks for codes. */
export interface OpenCamera {
  /** What it sees, for a person who aims. */
  stream: MediaStream
  stop: () => void
}

/** Switches the camera on and tells of each code that comes into its view. Rejects where it may not or cannot. */
export async function openCamera(parts: CameraParts): Promise<OpenCamera> {
  const { media, loadDetector, timers, onCode, onEnded } = parts
  const stream = await media.getUserMedia({ video: PICTURE, audio: false })
  const end = (): void => {
    for (const track of stream.getTracks()) track.stop()
  }
  try {
    const [detector, picture] = await Promise.all([loadDetector(), play(stream)])
    const stopLooking = lookForCodes(() => detector.detect(picture), timers, onCode)
    const stop = (): void => {
      stopLooking()
      end()
    }
    for (const track of stream.getTracks()) {
      track.addEventListener('ended', () => {
        stop()
        onEnded()
      })
    }
    return { stream, stop }
  } catch (error) {
    end()
    throw error
  }
}

async function play(stream: MediaStream): Promise<HTMLVideoElement> {
  const picture = document.createElement('video')
  picture.muted = true
  picture.playsInline = true
  picture.srcObject = stream
  await picture.play()
  return picture
}

/** Looks again a while after each look has ended, so that a slow PC is never behind. */
function lookForCodes(
  detect: () => Promise<readonly { rawValue: string }[]>,
  timers: Timers,
  onCode: (code: string) => void,
): () => void {
  let view: View = new Map()
  let isStopped = false
  const lookOnce = async (): Promise<void> => {
    // A frame that cannot be read is nothing; the next one can.
    const seen = await detect().catch(() => [])
    if (isStopped) return
    const result = look(
      view,
      seen.map(({ rawValue }) => rawValue),
      timers.now(),
    )
    view = result.view
    for (const code of result.read) onCode(code)
    timers.setTimeout(() => void lookOnce(), LOOK_EVERY_MS)
  }
  void lookOnce()
  return () => {
    isStopped = true
  }
}

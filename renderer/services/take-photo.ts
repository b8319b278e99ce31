import { MAX_PHOTO_CHARACTERS, PHOTO_SIDE } from '../../server/protocol/photo-address.ts'

/** A picture file of more than this is none of a camera's: it would only hold the desk up. */
const MAX_FILE_BYTES = 30_000_000

/** How good the JPEG is, until one is small enough; a face at 0.8 has half of what may be. */
const QUALITIES = [0.85, 0.7, 0.5]

/** This is no picture that the browser can read. */
export class NoPicture extends Error {}

/**
 * The middle of a picture as a member's photo: square, small, a JPEG in base64 that says nothing but how they look. Throws
 * NoPicture.
 */
export async function makePhoto(source: Blob | HTMLVideoElement): Promise<string> {
  if (source instanceof Blob && source.size > MAX_FILE_BYTES) throw new NoPicture()
  const picture = await createImageBitmap(source).catch(() => {
    throw new NoPicture()
  })
  try {
    return smallEnough(squareOf(picture))
  } finally {
    picture.close()
  }
}

function squareOf(picture: ImageBitmap): HTMLCanvasElement {
  const { width, height } = picture
  const side = Math.min(width, height)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.min(PHOTO_SIDE, side)
  const pen = canvas.getContext('2d')
  if (!pen) throw new NoPicture()
  pen.imageSmoothingQuality = 'high'
  const [left, top] = [(width - side) / 2, (height - side) / 2]
  pen.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height)
  return canvas
}

function smallEnough(canvas: HTMLCanvasElement): string {
  for (const quality of QUALITIES) {
    const address = canvas.toDataURL('image/jpeg', quality)
    const image = address.slice(address.indexOf(',') + 1)
    if (image.length <= MAX_PHOTO_CHARACTERS) return image
  }
  throw new NoPicture()
}

/** What a photo is taken of: the one who stands before the desk. */
const PICTURE: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'user' }

/** Switches a camera on. Rejects where there is none, or this page may not. */
export function openPhotoCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ video: PICTURE, audio: false })
}

/** What `makePhoto` gave, as an address that an image can have. */
export function photoSource(image: string): string {
  return `data:image/jpeg;base64,${image}`
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from 'uqr'
import { temporaryFolder } from '../temporary-folder.ts'

const [WIDTH, HEIGHT] = [640, 480]
const [DARK, LIGHT, GREY] = [16, 235, 128]
const DOT = 10

/** What Chromium needs to take a picture of this QR code, seen without end, for its camera. */
export function cameraSeeing(code: string): string[] {
  const file = join(temporaryFolder(), 'camera.y4m')
  const frame = Buffer.concat([Buffer.from('FRAME\n'), pictureOf(code)])
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)
  writeFileSync(file, Buffer.concat([header, frame, frame]))
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ]
}

/** One picture: brightness, then the two colours at half the size. */
function pictureOf(code: string): Buffer {
  const { data, size } = encode(code, { border: 2 })
  const picture = Buffer.alloc((WIDTH * HEIGHT * 3) / 2, GREY).fill(LIGHT, 0, WIDTH * HEIGHT)
  const [left, top] = [(WIDTH - size * DOT) / 2, (HEIGHT - size * DOT) / 2]
  for (let y = 0; y < size * DOT; y += 1) {
    for (let x = 0; x < size * DOT; x += 1) {
      const isDark = data[Math.floor(y / DOT)]?.[Math.floor(x / DOT)] === true
      if (isDark) picture[Math.floor(top + y) * WIDTH + Math.floor(left + x)] = DARK
    }
  }
  return picture
}

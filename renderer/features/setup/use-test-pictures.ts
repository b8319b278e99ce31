import { useEffect, useState } from 'react'
import { drawTestCode, type TestPictures } from './draw-test-code.ts'

/** The pictures of the test code; null until they are drawn. */
export function useTestPictures(): TestPictures | null {
  const [pictures, setPictures] = useState<TestPictures | null>(null)
  useEffect(() => {
    let isWanted = true
    void drawTestCode().then((drawn) => {
      if (isWanted) setPictures(drawn)
    })
    return () => {
      isWanted = false
    }
  }, [])
  return pictures
}

import { Label } from 'react-aria-components/Label'
import {
  Slider as LabelledSlider,
  SliderFill,
  SliderOutput,
  SliderThumb,
  SliderTrack,
} from 'react-aria-components/Slider'
import './controls.css'

interface SliderProps {
  label: string
  /** A share, 0 to 1. */
  value: number
  min?: number
  step?: number
  onChange: (value: number) => void
  /** Told when the thumb is let go of. */
  onEnd?: () => void
  isDisabled?: boolean
}

/** A share between little and all, shown in per cent. */
export function Slider({
  label,
  value,
  min = 0,
  step = 0.1,
  onChange,
  onEnd,
  isDisabled = false,
}: SliderProps) {
  return (
    <LabelledSlider
      className="ui-slider"
      value={value}
      minValue={min}
      maxValue={1}
      step={step}
      isDisabled={isDisabled}
      formatOptions={{ style: 'percent' }}
      onChange={onChange}
      onChangeEnd={() => onEnd?.()}
    >
      <Label className="ui-field__label">{label}</Label>
      <SliderOutput className="ui-slider__value" />
      <SliderTrack className="ui-slider__track">
        <SliderFill className="ui-slider__fill" />
        <SliderThumb className="ui-slider__thumb" />
      </SliderTrack>
    </LabelledSlider>
  )
}

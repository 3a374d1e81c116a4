import type { Figure, Knob, Picture } from './figure.ts';

/** A figure as the build gives it to a page, with the picture that it begins with. */
export interface KnobData extends Pick<Figure, 'title' | 'reading' | 'seconds' | 'panels' | 'results'> {
  name: string;
  knobs: Omit<Knob, 'sets'>[];
  picture: Picture;
}

/** Asks for the picture at these values of the knobs. */
export interface PictureRequest {
  figure: string;
  values: number[];
}

/** The picture, and of which values it is. */
export interface PictureAnswer {
  values: number[];
  picture: Picture;
}

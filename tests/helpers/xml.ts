/** XML as a strict parser reads it: a fault that a browser would forgive fails here. */
import { JSDOM } from 'jsdom';

const window = new JSDOM('').window;

/** The document of an XML text; throws when it is not well-formed. */
export function parseXml(text: string): Document {
  const document = new window.DOMParser().parseFromString(text, 'application/xml');
  const fault = document.querySelector('parsererror');
  if (fault) throw new Error(`Not well-formed: ${fault.textContent}\n${text.slice(0, 400)}`);
  return document;
}

/** A piece of HTML as a browser reads it. */
export const parseHtml = (text: string): DocumentFragment => JSDOM.fragment(text);

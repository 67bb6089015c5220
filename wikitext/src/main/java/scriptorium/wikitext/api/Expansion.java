package scriptorium.wikitext.api;

import java.util.Map;

/**
 * What {@code action=expandtemplates} gives.
 *
 * @param parseTree the preprocessor's tree in XML of the unexpanded text
 * @param ttlSeconds for how long the text may be kept when it used time variables, else -1
 */
public record Expansion(String wikitext, String parseTree, Map<String, String> categories, Map<String, String> properties, boolean isVolatile, long ttlSeconds) {}

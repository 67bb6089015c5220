-- mw.wikibase as pages see it that no item is connected to: this wiki has no repository of entities.
local wikibase = {}

local patterns = { '^[QqPpMm][1-9]%d*$', '^[Ll][1-9]%d*$', '^[Ll][1-9]%d*%-[FfSs][1-9]%d*$' }

function wikibase.isValidEntityId( id )
	if type( id ) ~= 'string' then
		error( "bad argument #1 to 'isValidEntityId' (string expected, got " .. type( id ) .. ')', 2 )
	end
	for _, pattern in ipairs( patterns ) do
		if id:find( pattern ) then
			return true
		end
	end
	return false
end

local function nothing() end
local function none() return {} end

for _, name in ipairs {
	'getEntity', 'getEntityObject', 'getEntityIdForCurrentPage', 'getEntityIdForTitle', 'getEntityUrl', 'getEntityModificationDate',
	'getLabel', 'label', 'getLabelWithLang', 'getLabelByLang', 'getDescription', 'description', 'getDescriptionWithLang', 'getDescriptionByLang',
	'getSitelink', 'sitelink', 'getGlobalSiteId', 'resolvePropertyId', 'getPropertyOrder', 'getReferencedEntityId',
} do
	wikibase[name] = nothing
end
for _, name in ipairs { 'getBestStatements', 'getAllStatements', 'getBadges' } do
	wikibase[name] = none
end

function wikibase.entityExists()
	return false
end

function wikibase.orderProperties( ids )
	return ids
end

return wikibase

-- mw.site
local host, mw = ...
local site = host.siteFacts()

local byId, all = {}, {}
for _, data in ipairs( site.list ) do
	byId[data.id] = data
end
site.list, site.language, site.userLanguage = nil
for id, data in pairs( byId ) do
	data.isSubject = id < 0 or id % 2 == 0
	data.isTalk = not data.isSubject
	data.subject = data.isTalk and byId[id - 1] or data
	data.talk = id >= 0 and ( data.isTalk and data or byId[id + 1] ) or nil
	data.associated = data.isTalk and data.subject or data.talk
end

local function set( filter )
	local out = {}
	for id, data in pairs( byId ) do
		if filter( data ) then
			out[id] = data
		end
	end
	return setmetatable( out, { __index = function ( _, name )
		if type( name ) ~= 'string' then
			return nil
		end
		local id = name == '' and 0 or host.namespaceId( name )
		return id and rawget( out, id )
	end } )
end

site.namespaces = set( function () return true end )
site.contentNamespaces = set( function ( data ) return data.isContent end )
site.subjectNamespaces = set( function ( data ) return data.isSubject end )
site.talkNamespaces = set( function ( data ) return data.isTalk end )

local kinds = { 'all', 'pages', 'subcats', 'files' }
local statistics = { pages = 1, articles = 1, files = 1, edits = 1, users = 1, activeUsers = 1, admins = 1 }
site.stats = setmetatable( {
	pagesInCategory = function ( category, which )
		if which == '*' then
			local all = {}
			for _, kind in ipairs( kinds ) do
				all[kind] = host.pagesInCategory( category, kind )
			end
			return all
		end
		which = which or 'all'
		for _, kind in ipairs( kinds ) do
			if kind == which then
				return host.pagesInCategory( category, which )
			end
		end
		error( "bad argument #2 to 'pagesInCategory' (one of *, " .. table.concat( kinds, ', ' ) .. " expected)", 2 )
	end,
	pagesInNamespace = function ( namespace )
		if not tonumber( namespace ) then
			error( "bad argument #1 to 'pagesInNamespace' (number expected, got " .. type( namespace ) .. ")", 2 )
		end
		return host.statistic( 'namespace' .. tostring( namespace ) )
	end,
	usersInGroup = function ( group )
		return host.statistic( group == 'sysop' and 'admins' or 'group-' .. group )
	end,
}, { __index = function ( _, name )
	return statistics[name] and host.statistic( name:lower() )
end } )

site.interwikiMap = function ( filter )
	if filter ~= nil and filter ~= 'local' and filter ~= '!local' then
		error( "bad argument #1 to 'interwikiMap' (unknown filter '" .. tostring( filter ) .. "')", 2 )
	end
	local all = host.interwikiMap()
	for prefix, data in pairs( all ) do
		if filter and data.isLocal ~= ( filter == 'local' ) then
			all[prefix] = nil
		end
	end
	return all
end

return site

-- mw.site
local host, mw = ...
local site = host.siteFacts()

local byId, all = {}, {}
for _, data in ipairs( site.list ) do
	byId[data.id] = data
end
site.list = nil
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
		local id = host.namespaceId( name )
		return id and rawget( out, id )
	end } )
end

site.namespaces = set( function () return true end )
site.contentNamespaces = set( function ( data ) return data.isContent end )
site.subjectNamespaces = set( function ( data ) return data.isSubject end )
site.talkNamespaces = set( function ( data ) return data.isTalk end )

local statistics = { pages = 1, articles = 1, files = 1, edits = 1, users = 1, activeUsers = 1, admins = 1 }
site.stats = setmetatable( {
	pagesInCategory = function ( category, which )
		return host.pagesInCategory( category, which or 'all' )
	end,
	pagesInNamespace = function ( namespace )
		return host.statistic( 'namespace' .. tostring( namespace ) )
	end,
	usersInGroup = function ( group )
		return host.statistic( group == 'sysop' and 'admins' or 'group-' .. group )
	end,
}, { __index = function ( _, name )
	return statistics[name] and host.statistic( name:lower() )
end } )

site.interwikiMap = function ()
	return host.interwikiMap()
end

return site
